#ifndef ZERO_H
#define ZERO_H
#include "board.h"

/* A zero is the sum of so many samples. */
#define ZERO_SAMPLES 64

/* What the board's own parts are off by, as they were when it was last armed. */
struct zero {
  int32_t measured_at;              /* milliseconds since the reset, -1: not yet */
  int16_t counts[BOARD_COLUMNS];    /* of ZERO_SAMPLES of each column with all switches open */
  int16_t threshold[BOARD_COLUMNS]; /* of the comparator, where the column just is not below it, millivolts */
  int16_t rows[BOARD_ROWS];         /* of each row that is driven with nothing, tenths of a millivolt */
};
extern struct zero zero;

/* As a perfect board. */
void zero_forget(void);
/* Measures it, and trims the rows; all cells stay open. 0 where a part is off by so much that it must be broken. */
uint8_t zero_measure(void);
#endif
