/* All that knows how the board is wired: converter, switches, amplifiers. Another board is another file like this. */
#include "board.h"
#include <avr/io.h>
#include <util/delay_basic.h>

#define SYNC _BV(PB0)  /* 3 x ADG714 in a chain, all switches */
#define DAC_B _BV(PB1) /* MCP4922, rows 2 and 3 */
#define DAC_A _BV(PB2) /* MCP4922, rows 0 and 1 */
#define MOSI _BV(PB3)
#define SCK _BV(PB5)
#define OUTPUTS _BV(PD7) /* /SHDN of both converters and /RESET of all switches, pulled down */
#define ARMED _BV(PD4)

#define WIDE 0x0f        /* all four resistors that make the wide range */
#define GROUND 2048      /* code of 2.048 V, on which all columns are held */
#define ADC_ON (_BV(ADEN) | _BV(ADIF))
#define ADC_SLOW (ADC_ON | _BV(ADPS2) | _BV(ADPS1)) /* 250 kHz */
#define ADC_FAST (ADC_ON | _BV(ADPS2))              /* 1 MHz: sampled within 2.5 us */

/* Cycles of a pulse of one turn, measured at the pins; a turn is 4 cycles. */
#define PULSE_CYCLES 80
#define TURN_CYCLES 4
/* More than a byte takes, of two cycles a bit. */
#define BYTE_CYCLES 22

static void shifted(void) {
  while (!(SPSR & _BV(SPIF))) {
  }
}

static void shift(uint8_t byte) {
  SPDR = byte;
  shifted();
}

/* The same in a time that is always the same. */
static inline void shift_blindly(uint8_t byte) {
  SPDR = byte;
  __builtin_avr_delay_cycles(BYTE_CYCLES);
}

/* The first byte ends in the last chip of the chain. */
static void shift_switches(uint16_t cells, enum board_range range) {
  PORTB &= ~SYNC;
  shift(range == RANGE_WIDE ? WIDE : 0);
  shift(cells >> 8);
  shift(cells & 0xff);
}

static int16_t converted(void) {
  while (ADCSRA & _BV(ADSC)) {
  }
  /* The amplifier inverts: a current out of the row pulls it down. */
  return 512 - (int16_t)ADC;
}

void board_begin(void) {
  PORTD &= ~(OUTPUTS | ARMED);
  DDRD |= OUTPUTS | ARMED;
  PORTB |= SYNC | DAC_A | DAC_B;
  DDRB |= SYNC | DAC_A | DAC_B | MOSI | SCK;
  SPCR = _BV(SPE) | _BV(MSTR);
  SPSR = _BV(SPI2X);
  DIDR0 = 0x0f;
  ADCSRA = ADC_SLOW | _BV(ADSC);
  converted();
  for (uint8_t row = 0; row < BOARD_ROWS; row++) board_drive(row, 0);
}

void board_outputs(uint8_t on) {
  if (on) PORTD |= OUTPUTS;
  else PORTD &= ~OUTPUTS;
}

void board_indicate(uint8_t armed) {
  if (armed) PORTD |= ARMED;
  else PORTD &= ~ARMED;
}

void board_drive(uint8_t row, int16_t millivolts) {
  uint8_t select = row < 2 ? DAC_A : DAC_B;
  /* channel, buffered reference, gain 1, active */
  uint16_t word = (row & 1 ? 0x8000 : 0) | 0x7000 | (uint16_t)(GROUND + millivolts);
  PORTB &= ~select;
  shift(word >> 8);
  shift(word & 0xff);
  PORTB |= select;
}

void board_connect(uint16_t cells, enum board_range range) {
  /* The switches take their bits at the falling edge of the clock, the converters at the rising one. */
  SPCR |= _BV(CPHA);
  shift_switches(cells, range);
  PORTB |= SYNC;
  SPCR &= ~_BV(CPHA);
}

int16_t board_sample(uint8_t column) {
  ADMUX = column;
  ADCSRA = ADC_SLOW | _BV(ADSC);
  return converted();
}

int16_t board_pulse(uint16_t cell, uint8_t column, uint16_t turns) {
  SPCR |= _BV(CPHA);
  shift_switches(cell, RANGE_WIDE);
  ADMUX = column;
  PORTB |= SYNC;
  ADCSRA = ADC_FAST | _BV(ADSC);
  PORTB &= ~SYNC;
  shift_blindly(WIDE);
  shift_blindly(0);
  shift_blindly(0);
  _delay_loop_2(turns);
  PORTB |= SYNC;
  shifted();
  SPCR &= ~_BV(CPHA);
  return converted();
}

uint16_t board_turns(int32_t nanos) {
  uint16_t cycles = nanos / 125 * 2 + nanos % 125 * 2 / 125;
  return (cycles - PULSE_CYCLES) / TURN_CYCLES + 1;
}
