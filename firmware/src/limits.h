#ifndef LIMITS_H
#define LIMITS_H
#include <stdint.h>

/* What the host allows, in the order of LIMITS. Nothing is allowed before it said so, after every reset. */
struct limits {
  int32_t microvolts_min, microvolts_max, read_microvolts, picoamps, nanos, pulses, picojoules;
};
extern struct limits limits;
extern uint8_t limited;

/* The first that allows more than the board can do, from 1; 0 if none. */
uint8_t limits_beyond(const struct limits *asked);
uint8_t limits_allow(int32_t microvolts, int32_t nanos, int32_t count);
#endif
