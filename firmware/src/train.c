/* A train, pulse by pulse, from a timer of half a microsecond; a period of any length is made of steps of at most 16 ms. */
#include "train.h"
#include "board.h"
#include <avr/interrupt.h>
#include <avr/io.h>

#define NANOS_A_TICK 500
#define STEP 0x8000UL

struct train train;
static uint16_t cell, turns;
static uint8_t column;
static int16_t most;
static uint32_t period, left;

static void wait_on(void) {
  uint16_t step = left >= 2 * STEP ? STEP : left > STEP ? left / 2 : left;
  left -= step;
  OCR1A += step;
}

static void pulse(void) {
  /* A pulse that has started is a pulse done. */
  train.done++;
  int16_t counts = board_pulse(cell, column, turns);
  /* A count is a current of up to so much, and the next below it of less: -most may be beyond. */
  if (counts > most || counts <= -most) train.flags |= F_COMPLIANCE;
  if (!train.flags && train.done < train.total) return;
  TIMSK1 = 0;
  train.over = 1;
}

ISR(TIMER1_COMPA_vect) {
  if (left > 0) return wait_on();
  left = period;
  wait_on();
  pulse();
}

void train_begin(const struct pulses *pulses) {
  cell = 1U << (pulses->row * BOARD_COLUMNS + pulses->column);
  column = pulses->column;
  turns = board_turns(pulses->nanos);
  most = pulses->picoamps / BOARD_PICOAMPS_WIDE;
  period = pulses->period / NANOS_A_TICK;
  left = 0;
  board_drive(pulses->row, pulses->millivolts);
  board_outputs(1);
  board_connect(0, RANGE_WIDE);
  TCCR1B = _BV(CS11);
  OCR1A = TCNT1 + 100; /* 50 us, in which the converter settles */
  TIFR1 = _BV(OCF1A);
  TIMSK1 = _BV(OCIE1A);
}

void train_stop(void) {
  TIMSK1 = 0;
  TCCR1B = 0;
  board_connect(0, RANGE_NARROW);
  board_outputs(0);
  for (uint8_t row = 0; row < BOARD_ROWS; row++) board_drive(row, 0);
}
