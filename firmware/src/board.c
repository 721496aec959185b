/* All that knows how the board is wired: converter, switches, amplifiers. Another board is another file like this. */
#include "board.h"
#include <avr/io.h>

#define SYNC _BV(PB0)  /* 3 x ADG714 in a chain, all switches */
#define DAC_B _BV(PB1) /* MCP4922, rows 2 and 3 */
#define DAC_A _BV(PB2) /* MCP4922, rows 0 and 1 */
#define MOSI _BV(PB3)
#define SCK _BV(PB5)
#define DAC_C _BV(PD5) /* MCP4921, the comparator's threshold, on PD6 */
#define OUTPUTS _BV(PD7) /* /SHDN of both converters and /RESET of all switches, pulled down */
#define ARMED _BV(PD4)

#define WIDE 0x0f        /* all four resistors that make the wide range */
#define GROUND 2048      /* code of 2.048 V, on which all columns are held */
#define CODE_MAX 4095
#define ADC_ON (_BV(ADEN) | _BV(ADIF))
#define ADC_SLOW (ADC_ON | _BV(ADPS2) | _BV(ADPS1)) /* 250 kHz */

/* Cycles of a pulse of two turns, measured at the pins; a turn is 4 cycles. */
#define PULSE_CYCLES 104
#define TURN_CYCLES 4
/* More than a byte takes, of two cycles a bit. */
#define BYTE_CYCLES 22

static int8_t trims[BOARD_ROWS];

static void shifted(void) {
  while (!(SPSR & _BV(SPIF))) {
  }
}

static void shift(uint8_t byte) {
  SPDR = byte;
  shifted();
}

/* The same in a time that is always the same. All switches open where the comparator then is not as it should be: 32. */
static inline __attribute__((always_inline)) uint8_t shift_watching(uint8_t byte, uint8_t normal) {
  SPDR = byte;
  __builtin_avr_delay_cycles(BYTE_CYCLES);
  uint8_t over = (ACSR ^ normal) & _BV(ACO);
  if (over) PORTD &= ~OUTPUTS;
  return over;
}

/* Waits so many turns of 4 cycles, at least 2, but no longer than the comparator is as it should be. */
static inline uint8_t wait_watching(uint16_t turns, uint8_t normal) {
  uint8_t state;
  uint16_t pairs = turns >> 1;
  __asm__ volatile("sbrs %A[turns], 0\n\t" /* 3 cycles, or 7 */
                   "rjmp 1f\n\t"
                   "nop\n\tnop\n\tnop\n\tnop\n\tnop\n"
                   "1:\tin %[state], %[acsr]\n\t" /* 8 cycles */
                   "eor %[state], %[normal]\n\t"
                   "sbrc %[state], 5\n\t"
                   "rjmp 2f\n\t"
                   "sbiw %[pairs], 1\n\t"
                   "brne 1b\n"
                   "2:"
                   : [state] "=&r"(state), [pairs] "+w"(pairs)
                   : [turns] "r"(turns), [normal] "r"(normal), [acsr] "I"(_SFR_IO_ADDR(ACSR)));
  return state & _BV(ACO);
}

/* The first byte ends in the last chip of the chain. */
static void shift_switches(uint8_t last, uint16_t cells) {
  PORTB &= ~SYNC;
  shift(last);
  shift(cells >> 8);
  shift(cells & 0xff);
}

static void close(uint8_t last, uint16_t cells) {
  /* The switches take their bits at the falling edge of the clock, the converters at the rising one. */
  SPCR |= _BV(CPHA);
  shift_switches(last, cells);
  PORTB |= SYNC;
  SPCR &= ~_BV(CPHA);
}

static int16_t converted(void) {
  while (ADCSRA & _BV(ADSC)) {
  }
  /* The amplifier inverts: a current out of the row pulls it down. */
  return 512 - (int16_t)ADC;
}

void board_begin(void) {
  PORTD = (PORTD & ~(OUTPUTS | ARMED)) | DAC_C;
  DDRD |= OUTPUTS | ARMED | DAC_C;
  PORTB |= SYNC | DAC_A | DAC_B;
  DDRB |= SYNC | DAC_A | DAC_B | MOSI | SCK;
  SPCR = _BV(SPE) | _BV(MSTR);
  SPSR = _BV(SPI2X);
  DIDR0 = 0x0f;
  DIDR1 = _BV(AIN0D);
  ADCSRB = _BV(ACME);
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
  uint16_t word = (row & 1 ? 0x8000 : 0) | 0x7000 | (uint16_t)(GROUND + millivolts + trims[row]);
  PORTB &= ~select;
  shift(word >> 8);
  shift(word & 0xff);
  PORTB |= select;
}

void board_trim(uint8_t row, int8_t millivolts) {
  trims[row] = millivolts;
}

void board_connect(uint16_t cells, enum board_range range) {
  close(range == RANGE_WIDE ? WIDE : 0, cells);
}

void board_bridge(uint8_t row) {
  close(0x10 << row, 0);
}

int16_t board_sample(uint8_t column) {
  ADMUX = column;
  ADCSRA = ADC_SLOW | _BV(ADSC);
  return converted();
}

void board_watch(uint8_t column, int16_t millivolts) {
  int16_t code = GROUND + millivolts;
  /* The ends of the converter are nearer to the middle than what was asked for: it ends a pulse earlier, never later. */
  if (code < 0) code = 0;
  if (code > CODE_MAX) code = CODE_MAX;
  uint16_t word = 0x7000 | (uint16_t)code;
  PORTD &= ~DAC_C;
  shift(word >> 8);
  shift(word & 0xff);
  PORTD |= DAC_C;
  /* The comparator has the converter's input only while that is off. */
  ADCSRA = 0;
  ADMUX = column;
}

uint8_t board_below(void) {
  return (ACSR & _BV(ACO)) != 0;
}

uint8_t board_pulse(uint16_t cell, uint8_t should_be_below, uint16_t turns) {
  uint8_t normal = should_be_below ? _BV(ACO) : 0;
  SPCR |= _BV(CPHA);
  shift_switches(WIDE, cell);
  PORTB |= SYNC;
  PORTB &= ~SYNC;
  uint8_t over = shift_watching(WIDE, normal);
  over |= shift_watching(0, normal);
  over |= shift_watching(0, normal);
  /* To a whole number of turns. */
  __builtin_avr_delay_cycles(3);
  over |= wait_watching(turns, normal);
  PORTB |= SYNC;
  shifted();
  SPCR &= ~_BV(CPHA);
  return over != 0;
}

uint16_t board_turns(int32_t nanos) {
  uint16_t cycles = nanos / 125 * 2 + nanos % 125 * 2 / 125;
  return (cycles - PULSE_CYCLES) / TURN_CYCLES + 2;
}
