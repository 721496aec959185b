#include "reading.h"
#include "board.h"
#include "train.h"
#include "zero.h"
#include <avr/wdt.h>
#include <util/delay.h>

/* Of converter and amplifier, before what the host asks for. */
#define SETTLE_NANOS 20000

static void settle_for(int32_t nanos) {
  /* A turn takes at least 7 cycles more than its delay. */
  for (uint16_t turns = (nanos + SETTLE_NANOS + 7999) / 8000; turns > 0; turns--) _delay_us(7.6);
}

/* The sum, or nothing where one sample is at an end of the converter. */
static uint8_t sum(int32_t *total, uint8_t column, uint16_t averages) {
  uint8_t within = 1;
  *total = 0;
  while (averages--) {
    int16_t counts = board_sample(column);
    if (counts <= BOARD_COUNTS_MIN || counts >= BOARD_COUNTS_MAX) within = 0;
    *total += counts;
  }
  return within;
}

/* Less the column's zero, in 64ths of a count. */
static void convert(struct reading *reading, uint8_t column, int32_t total, uint16_t averages, int32_t picoamps_a_count) {
  int32_t sums = total * ZERO_SAMPLES - (int32_t)averages * zero.counts[column];
  int32_t samples = averages, each = picoamps_a_count / ZERO_SAMPLES;
  int32_t whole = sums / samples;
  reading->raw = total / samples;
  reading->picoamps = whole * each + sums % samples * each / samples;
  reading->flags = whole < ZERO_SAMPLES && whole > -ZERO_SAMPLES ? F_NOISE : 0;
}

void reading_take(struct reading *reading, uint16_t cells, uint8_t column, int32_t settle, uint16_t averages) {
  int32_t total;
  board_outputs(1);
  board_connect(cells, RANGE_NARROW);
  settle_for(settle);
  if (sum(&total, column, averages)) convert(reading, column, total, averages, BOARD_PICOAMPS_NARROW);
  else {
    wdt_reset();
    board_connect(cells, RANGE_WIDE);
    settle_for(settle);
    uint8_t within = sum(&total, column, averages);
    convert(reading, column, total, averages, BOARD_PICOAMPS_WIDE);
    if (!within) reading->flags |= F_SATURATED;
  }
  board_connect(0, RANGE_NARROW);
  board_outputs(0);
  for (uint8_t row = 0; row < BOARD_ROWS; row++) board_drive(row, 0);
}

/* What a single device's current says of it: no more than the converter can tell. */
static uint8_t suspicion(const struct reading *reading, int16_t millivolts) {
  if (reading->flags & F_SATURATED) return F_SHORT;
  return reading->flags & F_NOISE && (millivolts >= 100 || millivolts <= -100) ? F_OPEN : 0;
}

void reading_of_cell(struct reading *reading, uint8_t row, uint8_t column, int16_t millivolts, int32_t settle,
                     uint16_t averages) {
  board_drive(row, millivolts);
  reading_take(reading, 1U << (row * BOARD_COLUMNS + column), column, settle, averages);
  reading->flags |= suspicion(reading, millivolts);
}
