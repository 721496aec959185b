/* What the board does with its cells, behind its limits. It refuses, and never clips; all is checked before the first voltage. */
#include "instrument.h"
#include "answer.h"
#include "board.h"
#include "heartbeat.h"
#include "limits.h"
#include "reading.h"
#include "scan.h"
#include "zero.h"

static int32_t values[REQUEST_FIELDS];

static void refuse(enum refusal code, uint8_t argument) {
  answer_refusal(code);
  if (argument) answer_number(argument);
}

#define MUST(right, code, argument)                                                                                    \
  do {                                                                                                                 \
    if (!(right)) {                                                                                                    \
      refuse(code, argument);                                                                                          \
      return 0;                                                                                                        \
    }                                                                                                                  \
  } while (0)

static uint8_t integers(const struct request *request, uint8_t count) {
  if (request->count == count && request_integers(request, values)) return 1;
  answer_refusal(R_ARG);
  answer_number(request->count);
  return 0;
}

static uint8_t within(int32_t value, int32_t count) {
  return value >= 0 && value < count;
}

static uint8_t readable(int32_t microvolts) {
  return microvolts >= -limits.read_microvolts && microvolts <= limits.read_microvolts;
}

void instrument_forget(void) {
  limited = 0;
  disarm();
}

void instrument_limits(const struct request *request) {
  if (!integers(request, 7)) return;
  const struct limits *asked = (const struct limits *)values;
  uint8_t beyond = limits_beyond(asked);
  if (beyond) return refuse(R_RANGE, beyond);
  limits = *asked;
  limited = 1;
  disarm();
  answer_ok();
  for (uint8_t i = 0; i < 7; i++) answer_number(values[i]);
}

void instrument_arm(const struct request *request) {
  if (!integers(request, 1)) return;
  if (!limited) return refuse(R_NOLIMITS, 0);
  if (values[0] < HEARTBEAT_MIN || values[0] > HEARTBEAT_MAX) return refuse(R_RANGE, 1);
  disarm();
  if (!zero_measure()) return refuse(R_HW, 0);
  arm(values[0]);
  answer_ok();
  answer_number(values[0]);
}

static uint8_t may_time(uint8_t at) {
  MUST(values[at] >= 0 && values[at] <= SETTLE_MAX, R_RANGE, at + 1);
  MUST(values[at + 1] > 0 && values[at + 1] <= AVERAGES_MAX, R_RANGE, at + 2);
  return 1;
}

/* Rounded up, and in 64 bits: a product that overflows would let a reading pass. */
static uint8_t may_dose(int32_t microvolts, uint8_t at) {
  uint32_t millivolts = ((microvolts < 0 ? -microvolts : microvolts) + 999) / 1000;
  uint32_t micros = (values[at] + 999) / 1000 + SAMPLE_MICROS;
  MUST((uint64_t)(millivolts * micros) * (uint16_t)values[at + 1] <= 1000000L * READ_DOSE_MAX, R_RANGE, at + 2);
  return 1;
}

static uint8_t may_read(void) {
  MUST(limited, R_NOLIMITS, 0);
  MUST(within(values[0], BOARD_ROWS), R_RANGE, 1);
  MUST(within(values[1], BOARD_COLUMNS), R_RANGE, 2);
  MUST(readable(values[2]), R_LIMIT, 3);
  return may_time(3) && may_dose(values[2], 3);
}

void instrument_read(const struct request *request) {
  struct reading reading;
  if (!integers(request, 5) || !may_read()) return;
  int16_t millivolts = values[2] / BOARD_MICROVOLTS_STEP;
  reading_of_cell(&reading, values[0], values[1], millivolts, values[3], values[4]);
  answer_ok();
  answer_number(reading.picoamps);
  answer_number(millivolts * BOARD_MICROVOLTS_STEP);
  answer_number(reading.raw);
  answer_number(reading.flags);
}

uint8_t instrument_read_all(const struct request *request) {
  if (!integers(request, 3)) return 0;
  MUST(limited, R_NOLIMITS, 0);
  MUST(readable(values[0]), R_LIMIT, 1);
  if (!may_time(1) || !may_dose(values[0], 1)) return 0;
  scan_begin(request, values[0] / BOARD_MICROVOLTS_STEP, values[1], values[2]);
  return 1;
}

static uint8_t may_read_set(uint8_t end) {
  uint8_t seen = 0;
  MUST(limited, R_NOLIMITS, 0);
  MUST(within(values[0], BOARD_COLUMNS), R_RANGE, 1);
  MUST(values[1] > 0 && values[1] <= BOARD_ROWS, R_RANGE, 2);
  if (!may_time(end)) return 0;
  for (uint8_t at = 2; at < end; at += 2) {
    MUST(within(values[at], BOARD_ROWS) && !(seen & 1 << values[at]), R_RANGE, at + 1);
    MUST(readable(values[at + 1]), R_LIMIT, at + 2);
    if (!may_dose(values[at + 1], end)) return 0;
    seen |= 1 << values[at];
  }
  return 1;
}

void instrument_read_set(const struct request *request) {
  struct reading reading;
  uint16_t cells = 0;
  uint8_t end = request->count - 2;
  if (request->count < 2 || !request_integers(request, values) || request->count != 4 + 2 * values[1]) {
    answer_refusal(R_ARG);
    answer_number(request->count);
    return;
  }
  if (!may_read_set(end)) return;
  for (uint8_t at = 2; at < end; at += 2) {
    board_drive(values[at], values[at + 1] / BOARD_MICROVOLTS_STEP);
    cells |= 1U << (values[at] * BOARD_COLUMNS + values[0]);
  }
  reading_take(&reading, cells, values[0], values[end], values[end + 1]);
  answer_ok();
  answer_number(reading.picoamps);
  answer_number(reading.raw);
  answer_number(reading.flags);
}

static uint8_t may_pulse(void) {
  MUST(limited, R_NOLIMITS, 0);
  MUST(armed, R_UNARMED, 0);
  MUST(within(values[0], BOARD_ROWS), R_RANGE, 1);
  MUST(within(values[1], BOARD_COLUMNS), R_RANGE, 2);
  MUST(values[2] >= -BOARD_MICROVOLTS && values[2] <= BOARD_MICROVOLTS, R_RANGE, 3);
  MUST(values[3] >= BOARD_NANOS_MIN && values[3] <= BOARD_NANOS_MAX, R_RANGE, 4);
  MUST(values[4] >= values[3] + BOARD_NANOS_BETWEEN, R_RANGE, 5);
  MUST(values[5] > 0 && values[5] <= BOARD_PULSES_MAX, R_RANGE, 6);
  MUST(values[6] == 0, R_RANGE, 7);
  MUST(limits_allow(values[2], values[3], values[5]), R_LIMIT, 0);
  return 1;
}

uint8_t instrument_train(const struct request *request, struct pulses *pulses) {
  if (!integers(request, 7) || !may_pulse()) return 0;
  pulses->row = values[0];
  pulses->column = values[1];
  pulses->millivolts = values[2] / BOARD_MICROVOLTS_STEP;
  pulses->nanos = values[3];
  pulses->period = values[4];
  pulses->count = values[5];
  pulses->picoamps = limits.picoamps;
  return 1;
}
