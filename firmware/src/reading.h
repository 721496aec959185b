#ifndef READING_H
#define READING_H
#include <stdint.h>

/* The current into a column through some of its cells, as the mean of several samples. */
struct reading {
  int32_t picoamps;
  int16_t raw;
  uint8_t flags;
};

/* Each row must be driven already. Outputs are on only here, and all rows at zero afterwards. */
void reading_take(struct reading *reading, uint16_t cells, uint8_t column, int32_t settle, uint16_t averages);
#endif
