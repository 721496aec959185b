#ifndef TRAIN_H
#define TRAIN_H
#include <stdint.h>

enum flag { F_SATURATED = 1, F_NOISE = 2, F_COMPLIANCE = 4, F_OPEN = 8, F_SHORT = 16, F_ABORTED = 64 };

/* The train last begun since the reset, and where it is. */
struct train {
  uint8_t known, running;
  volatile uint8_t over; /* has given its last pulse, and is not yet answered */
  uint16_t seq, nonce, crc;
  volatile uint16_t done;
  uint16_t total;
  volatile uint8_t flags;
};
extern struct train train;

struct pulses {
  uint8_t row, column;
  int16_t millivolts;
  int32_t nanos, period;
  uint16_t count;
  int32_t picoamps; /* compliance */
};

/* Begins to pulse, by interrupts; train must already hold what this train is. */
void train_begin(const struct pulses *pulses);
/* No pulse after this. */
void train_stop(void);
#endif
