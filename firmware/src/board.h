#ifndef BOARD_H
#define BOARD_H
#include <stdint.h>

/* What this board can do, as CAPS tells it. */
#define BOARD_MODEL "memloop-4x4"
#define BOARD_FIRMWARE "1.1"
#define BOARD_ROWS 4
#define BOARD_COLUMNS 4
#define BOARD_MICROVOLTS 2000000L /* either sign */
#define BOARD_MICROVOLTS_STEP 1000L
#define BOARD_NANOS_MIN 8000L
#define BOARD_NANOS_MAX 100000L
#define BOARD_NANOS_BETWEEN 100000L /* from the end of a pulse to the next, at least */
#define BOARD_PULSES_MAX 1000L
#define BOARD_PICOAMPS_MIN 440000L /* a count, below which compliance cannot be told */
#define BOARD_PICOAMPS_MAX 220000000L
#define BOARD_ADC_BITS 10

#define BOARD_PICOAMPS_MILLIVOLT 110000L /* of the threshold */

/* Picoamperes a count: 4 mV over 100 kohm, or over 100 kohm || 10 kohm. */
enum board_range { RANGE_NARROW, RANGE_WIDE };
#define BOARD_PICOAMPS_NARROW 40000L
#define BOARD_PICOAMPS_WIDE 440000L

/* Counts between which the converter is not at an end. */
#define BOARD_COUNTS_MIN (-511)
#define BOARD_COUNTS_MAX 511

void board_begin(void);
/* Lets voltages onto the rows and switches close, or takes all away and opens them; off after reset and while the processor does not run. */
void board_outputs(uint8_t on);
void board_indicate(uint8_t armed);
/* What a row will have, or has, while outputs are on. */
void board_drive(uint8_t row, int16_t millivolts);
/* From now on this is added to what the row is driven with. */
void board_trim(uint8_t row, int8_t millivolts);
/* Closes the switches of exactly these cells, bit row * 4 + column, while outputs are on. */
void board_connect(uint16_t cells, enum board_range range);
/* Opens all of them, and joins this row to column 0 by a resistor on which a millivolt is 2.5 counts. */
void board_bridge(uint8_t row);
/* The current into a column, in counts of the range. */
int16_t board_sample(uint8_t column);
/* Lets the comparator watch a column, against so many millivolts above the middle: a millivolt is 110 nA, and below. */
void board_watch(uint8_t column, int16_t millivolts);
/* Whether the column is below them. */
uint8_t board_below(void);
/*
 * Closes one cell's switch for a time, and opens it at once if the watched column comes to be below its threshold, or,
 * if it should be below, above it. 1 if it did. No interrupts meanwhile.
 */
uint8_t board_pulse(uint16_t cell, uint8_t should_be_below, uint16_t turns);
/* The turns that make a pulse this wide, or a quarter of a microsecond less. */
uint16_t board_turns(int32_t nanos);
#endif
