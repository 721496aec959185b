/* A train, pulse by pulse, from a timer of half a microsecond; a period of any length is made of steps of at most 16 ms. */
#include "train.h"
#include "board.h"
#include "zero.h"
#include <avr/interrupt.h>
#include <avr/io.h>

#define NANOS_A_TICK 500
#define STEP 0x8000UL

struct train train;
static uint16_t cell, turns;
static uint8_t below;
static uint32_t period, left;

static void wait_on(void) {
  uint16_t step = left >= 2 * STEP ? STEP : left > STEP ? left / 2 : left;
  left -= step;
  OCR1A += step;
}

static void pulse(void) {
  /* A pulse that has started is a pulse done. */
  train.done++;
  if (board_pulse(cell, below, turns)) train.flags |= F_COMPLIANCE;
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

/* A current out of the row pulls the column's amplifier down; a negative one pushes it up, and it should be below. */
static void watch(uint8_t column, int32_t picoamps) {
  int16_t most = picoamps / BOARD_PICOAMPS_MILLIVOLT;
  board_watch(column, zero.threshold[column] + (below ? most : -most));
}

void train_begin(const struct pulses *pulses) {
  cell = 1U << (pulses->row * BOARD_COLUMNS + pulses->column);
  turns = board_turns(pulses->nanos);
  below = pulses->millivolts < 0;
  period = pulses->period / NANOS_A_TICK;
  left = 0;
  watch(pulses->column, pulses->picoamps);
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
