/* Zeros of converters, amplifiers and comparator, measured at every arming with all cells open. */
#include "zero.h"
#include "heartbeat.h"
#include <avr/wdt.h>
#include <util/delay.h>

/* Beyond these a part is broken: a sum of 20 counts, and more than a trim of a converter's 1 % may be. */
#define COUNTS_MAX (20 * ZERO_SAMPLES)
#define TRIM_MAX 47
#define SEARCH 128 /* millivolts either way, a power of two */
/* Of the comparator 40, of its converter's 1 % 41, of amplifiers 4. A comparator that says always the same ends at +-SEARCH. */
#define THRESHOLD_MAX 85
/* Of the resistor between a row and column 0: 2.5 counts a millivolt. */
#define SUM_A_TENTH (ZERO_SAMPLES / 4)

struct zero zero;

void zero_forget(void) {
  zero.measured_at = -1;
  for (uint8_t i = 0; i < BOARD_COLUMNS; i++) {
    /* The converter rounds down and the amplifier inverts: a count stands for half a count less. */
    zero.counts[i] = ZERO_SAMPLES / 2;
    zero.threshold[i] = 0;
    zero.rows[i] = 0;
    board_trim(i, 0);
  }
}

static int16_t sum(uint8_t column) {
  int16_t total = 0;
  _delay_us(100);
  for (uint8_t i = 0; i < ZERO_SAMPLES; i++) total += board_sample(column);
  wdt_reset();
  return total;
}

/* Of four times as many samples, for it is in all readings until the next one. */
static int16_t column_measured(uint8_t column) {
  int32_t total = 0;
  for (uint8_t i = 0; i < 4; i++) total += sum(column);
  return (total + (total < 0 ? -2 : 2)) / 4;
}

/* The highest threshold that the column is not below. */
static int16_t threshold(uint8_t column) {
  int16_t highest = -SEARCH;
  for (int16_t step = SEARCH; step > 0; step >>= 1) {
    board_watch(column, highest + step);
    _delay_us(20);
    if (!board_below()) highest += step;
  }
  return highest;
}

static uint8_t row_measured(uint8_t row) {
  board_bridge(row);
  zero.rows[row] = (sum(0) - zero.counts[0]) / SUM_A_TENTH;
  int16_t off = (zero.rows[row] + (zero.rows[row] < 0 ? -5 : 5)) / 10;
  if (off > TRIM_MAX || off < -TRIM_MAX) return 0;
  board_trim(row, -off);
  board_drive(row, 0);
  return 1;
}

uint8_t zero_measure(void) {
  uint8_t right = 1;
  zero_forget();
  for (uint8_t row = 0; row < BOARD_ROWS; row++) board_drive(row, 0);
  for (uint8_t column = 0; column < BOARD_COLUMNS; column++) {
    zero.counts[column] = column_measured(column);
    zero.threshold[column] = threshold(column);
    if (zero.counts[column] > COUNTS_MAX || zero.counts[column] < -COUNTS_MAX) right = 0;
    if (zero.threshold[column] > THRESHOLD_MAX || zero.threshold[column] < -THRESHOLD_MAX) right = 0;
  }
  board_outputs(1);
  for (uint8_t row = 0; row < BOARD_ROWS && right; row++) right = row_measured(row);
  board_connect(0, RANGE_NARROW);
  board_outputs(0);
  if (right) zero.measured_at = uptime();
  else zero_forget();
  return right;
}
