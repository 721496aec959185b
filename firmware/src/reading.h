#ifndef READING_H
#define READING_H
#include <stdint.h>

/* The current into a column through some of its cells, as the mean of several samples. */
struct reading {
  int32_t picoamps;
  int16_t raw;
  uint8_t flags;
};

/* Longest settling time, nanoseconds: a reading must end before the watchdog does. */
#define SETTLE_MAX 10000000L
#define AVERAGES_MAX 256
/* Largest dose of a reading, mV s: |voltage| (settling time + 100 us) samples. A long reading at a high voltage is a pulse. */
#define READ_DOSE_MAX 100
#define SAMPLE_MICROS 100

/* Each row must be driven already. Outputs are on only here, and all rows at zero afterwards. */
void reading_take(struct reading *reading, uint16_t cells, uint8_t column, int32_t settle, uint16_t averages);
/* The same of one cell at this voltage, with what is to be suspected of a device with such a current. */
void reading_of_cell(struct reading *reading, uint8_t row, uint8_t column, int16_t millivolts, int32_t settle,
                     uint16_t averages);
#endif
