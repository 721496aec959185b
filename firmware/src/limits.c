#include "limits.h"
#include "board.h"

struct limits limits;
uint8_t limited;

uint8_t limits_beyond(const struct limits *asked) {
  if (asked->microvolts_min < -BOARD_MICROVOLTS || asked->microvolts_min > 0) return 1;
  if (asked->microvolts_max > BOARD_MICROVOLTS || asked->microvolts_max < 0) return 2;
  if (asked->read_microvolts <= 0 || asked->read_microvolts > BOARD_MICROVOLTS) return 3;
  if (asked->picoamps < BOARD_PICOAMPS_MIN || asked->picoamps > BOARD_PICOAMPS_MAX) return 4;
  if (asked->nanos < BOARD_NANOS_MIN || asked->nanos > BOARD_NANOS_MAX) return 5;
  if (asked->pulses <= 0 || asked->pulses > BOARD_PULSES_MAX) return 6;
  return asked->picojoules <= 0 ? 7 : 0;
}

/* uV pA ns n <= pJ 10^15, on both sides in 96 bits, for a rounded comparison could let a train pass. */
static uint8_t energy_allowed(uint32_t microvolts, uint32_t nanos_in_all) {
  const uint64_t scale = 1000000000000000ULL;
  uint64_t power = (uint64_t)microvolts * (uint32_t)limits.picoamps;
  uint64_t low = (power & 0xffffffffUL) * nanos_in_all;
  uint64_t high = (power >> 32) * nanos_in_all + (low >> 32);
  uint64_t most_low = (scale & 0xffffffffUL) * (uint32_t)limits.picojoules;
  uint64_t most_high = (scale >> 32) * (uint32_t)limits.picojoules + (most_low >> 32);
  return high < most_high || (high == most_high && (uint32_t)low <= (uint32_t)most_low);
}

uint8_t limits_allow(int32_t microvolts, int32_t nanos, int32_t count) {
  if (microvolts < limits.microvolts_min || microvolts > limits.microvolts_max) return 0;
  if (nanos > limits.nanos || count > limits.pulses) return 0;
  return energy_allowed(microvolts < 0 ? -microvolts : microvolts, nanos * count);
}
