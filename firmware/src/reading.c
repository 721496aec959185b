#include "reading.h"
#include "board.h"
#include "train.h"
#include <util/delay.h>

/* Of converter and amplifier, before what the host asks for. */
#define SETTLE_MICROS 20

static void settle_for(int32_t nanos) {
  for (int32_t micros = nanos / 1000 + SETTLE_MICROS; micros > 0; micros--) _delay_us(1);
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

static void convert(struct reading *reading, int32_t total, uint16_t averages, int32_t picoamps_a_count) {
  /* The converter rounds down and the amplifier inverts: a count stands for half a count less. */
  int32_t halves = 2 * total - averages, samples = 2 * (int32_t)averages;
  reading->raw = total / (int32_t)averages;
  reading->picoamps = halves / samples * picoamps_a_count + halves % samples * picoamps_a_count / samples;
  reading->flags = reading->raw == 0 ? F_NOISE : 0;
}

void reading_take(struct reading *reading, uint16_t cells, uint8_t column, int32_t settle, uint16_t averages) {
  int32_t total;
  board_connect(cells, RANGE_NARROW);
  board_outputs(1);
  settle_for(settle);
  if (sum(&total, column, averages)) convert(reading, total, averages, BOARD_PICOAMPS_NARROW);
  else {
    board_connect(cells, RANGE_WIDE);
    settle_for(settle);
    uint8_t within = sum(&total, column, averages);
    convert(reading, total, averages, BOARD_PICOAMPS_WIDE);
    if (!within) reading->flags |= F_SATURATED;
  }
  board_outputs(0);
  board_connect(0, RANGE_NARROW);
  for (uint8_t row = 0; row < BOARD_ROWS; row++) board_drive(row, 0);
}
