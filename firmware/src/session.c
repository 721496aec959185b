/* The rules of MBP/1: boot, session, numbers in turn, and a train's number taken before its first pulse. */
#include "session.h"
#include "answer.h"
#include "board.h"
#include "boot.h"
#include "heartbeat.h"
#include "instrument.h"
#include "limits.h"
#include "reading.h"
#include "scan.h"
#include "train.h"
#include "uart.h"
#include "zero.h"
#include <string.h>

#define NONCES 4

static uint16_t last; /* the number last taken */
static uint16_t nonces[NONCES], nonce;
static uint8_t greetings, newest; /* nonces known, and where the session's own is */

void session_begin(void) {
  boot_id = boot_next();
  answer_event(PSTR("BOOT"), PSTR("RESET"));
}

static uint8_t is(const struct request *request, PGM_P verb) {
  return strcmp_P(request->verb, verb) == 0;
}

static void refuse(const struct request *request, enum refusal code) {
  answer_to(request->seq, 0, 0);
  answer_refusal(code);
}

static void refuse_turn(const struct request *request) {
  refuse(request, R_SEQ);
  answer_hexadecimal(last);
  answer_send();
}

static void take(const struct request *request) {
  last = request->seq;
  answer_to(request->seq, request->crc, 1);
}

static void end_train(uint8_t silence) {
  train_stop();
  train.running = train.over = 0;
  answer_to(train.seq, train.crc, 1);
  if (silence) answer_refusal(R_SAFE);
  else if (train.flags & F_COMPLIANCE) answer_refusal(R_COMPL);
  else answer_ok();
  answer_number(train.done);
  answer_number(train.total);
  if (!silence && !(train.flags & F_COMPLIANCE)) answer_number(train.flags);
  answer_send();
}

/* Ends a train that runs, between two pulses. */
static void stop_train(uint8_t silence) {
  if (!train.running) return;
  train_stop();
  if (!train.over) train.flags |= F_ABORTED;
  end_train(silence && !train.over);
}

/* Ends a reading of all cells, whole or not. */
static void end_scan(uint8_t whole) {
  if (!scan.running) return;
  scan.running = 0;
  answer_to(scan.seq, scan.crc, 1);
  if (whole) {
    answer_ok();
    scan_answer();
  } else answer_refusal(R_SAFE);
  answer_send();
}

void session_go_on(void) {
  if (scan_step()) end_scan(1);
}

uint8_t session_notice(void) {
  if (train.over) end_train(0);
  else if (silent) {
    silent = 0;
    stop_train(1);
    end_scan(0);
    answer_event(PSTR("SAFE"), PSTR("HEARTBEAT"));
  } else return 0;
  return 1;
}

/* Whether the line was heard before; then it is answered as before, or not before what it began ends. */
static uint8_t repeats(const struct request *request) {
  uint8_t pulses = train.running && train.seq == request->seq && train.crc == request->crc;
  uint8_t reads = scan.running && scan.seq == request->seq && scan.crc == request->crc;
  if (!pulses && !reads && !answer_again(request->seq, request->crc)) return 0;
  if (request->seq == last) heartbeat_heard();
  return 1;
}

static uint8_t known(uint16_t number) {
  for (uint8_t i = 0; i < greetings; i++) {
    if (nonces[i] == number) return 1;
  }
  return 0;
}

static void begin_session(uint16_t number) {
  stop_train(0);
  end_scan(0);
  instrument_forget();
  answer_forget();
  newest = (newest + 1) % NONCES;
  if (greetings < NONCES) newest = greetings++;
  nonces[newest] = nonce = number;
}

static void welcome(const struct request *request) {
  take(request);
  answer_ok();
  answer_word(PSTR(BOARD_MODEL));
  answer_word(PSTR(BOARD_FIRMWARE));
  answer_hexadecimal(boot_serial());
  answer_hexadecimal(nonce);
  answer_send();
}

static void greet(const struct request *request) {
  uint16_t number;
  if (repeats(request)) return;
  if (request->count < 1 || strcmp_P(request->fields[0], PSTR("1")) != 0) {
    refuse(request, R_RANGE);
    answer_number(1);
    answer_number(1);
    answer_send();
  } else if (request->boot != 0 || request->count != 2 || strlen(request->fields[1]) != 4 ||
             !hexadecimal(request->fields[1], &number)) {
    refuse(request, R_ARG);
    answer_send();
  } else if (known(number)) refuse_turn(request);
  else {
    begin_session(number);
    welcome(request);
  }
}

static void capabilities(void) {
  answer_ok();
  answer_key(PSTR("rows"), BOARD_ROWS);
  answer_key(PSTR("cols"), BOARD_COLUMNS);
  answer_key(PSTR("vmin"), -BOARD_MICROVOLTS);
  answer_key(PSTR("vmax"), BOARD_MICROVOLTS);
  answer_key(PSTR("vstep"), BOARD_MICROVOLTS_STEP);
  answer_key(PSTR("wmin"), BOARD_NANOS_MIN);
  answer_key(PSTR("wmax"), BOARD_NANOS_MAX);
  answer_key(PSTR("nmax"), BOARD_PULSES_MAX);
  answer_key(PSTR("imax"), BOARD_PICOAMPS_MAX);
  answer_key(PSTR("rowset"), BOARD_ROWS);
  answer_key(PSTR("adcbits"), BOARD_ADC_BITS);
  answer_key(PSTR("rvs"), READ_DOSE_MAX);
  answer_key(PSTR("z"), 1);
  answer_key(PSTR("durable"), 1);
}

static void status(void) {
  answer_ok();
  answer_key(PSTR("uptime"), uptime());
  answer_key(PSTR("crc"), request_garbled);
  answer_key(PSTR("overruns"), request_dropped + uart_lost);
  answer_key(PSTR("armed"), armed);
  answer_key(PSTR("limits"), limited);
  answer_key(PSTR("cause"), boot_cause);
}

/* When the zeros were measured, row by row in microvolts, and column by column in picoamperes. */
static void tell_zeros(void) {
  answer_ok();
  answer_number(zero.measured_at);
  for (uint8_t row = 0; row < BOARD_ROWS; row++) answer_number(zero.rows[row] * 100L);
  for (uint8_t column = 0; column < BOARD_COLUMNS; column++)
    answer_number(zero.counts[column] * (BOARD_PICOAMPS_NARROW / ZERO_SAMPLES));
}

static void tell_last(void) {
  answer_ok();
  answer_hexadecimal(train.known ? train.seq : 0);
  answer_word(train.known ? PSTR("TRAIN") : PSTR("NONE"));
  answer_number(train.done);
  answer_number(train.total);
  answer_number(train.flags);
  answer_hexadecimal(train.known ? train.nonce : 0);
}

/* Pulses and flags of the train of this session with the number before this one. */
static void tell_abort(uint16_t seq) {
  uint8_t before = train.known && train.nonce == nonce && train.seq == (uint16_t)(seq - 1);
  answer_ok();
  answer_number(before ? train.done : 0);
  answer_number(before ? train.flags : F_ABORTED);
}

static void begin_train(const struct request *request) {
  struct pulses pulses;
  take(request);
  if (!instrument_train(request, &pulses)) return answer_send();
  /* Its answer is for later, and the place of it too. */
  answer_drop();
  train.seq = request->seq;
  train.crc = request->crc;
  train.nonce = nonce;
  train.done = train.flags = train.over = 0;
  train.total = pulses.count;
  train.known = train.running = 1;
  train_begin(&pulses);
}

static uint8_t bare(const struct request *request) {
  return is(request, PSTR("PING")) || is(request, PSTR("CAPS")) || is(request, PSTR("STAT")) || is(request, PSTR("ZERO")) ||
         is(request, PSTR("LAST")) || is(request, PSTR("ABORT")) || is(request, PSTR("SAFE"));
}

static void obey_bare(const struct request *request) {
  if (request->count > 0) {
    answer_refusal(R_ARG);
    answer_number(request->count);
  } else if (is(request, PSTR("CAPS"))) capabilities();
  else if (is(request, PSTR("STAT"))) status();
  else if (is(request, PSTR("ZERO"))) tell_zeros();
  else if (is(request, PSTR("LAST"))) tell_last();
  else if (is(request, PSTR("ABORT"))) tell_abort(request->seq);
  else answer_ok();
}

static void obey(const struct request *request, uint8_t stop) {
  heartbeat_heard();
  if (stop && request->count == 0) stop_train(0);
  if (stop && request->count == 0) end_scan(0);
  if (stop && request->count == 0 && is(request, PSTR("SAFE"))) disarm();
  if (is(request, PSTR("TRAIN"))) return begin_train(request);
  take(request);
  if (is(request, PSTR("READALL"))) {
    if (instrument_read_all(request)) return answer_drop();
  } else if (is(request, PSTR("READ"))) instrument_read(request);
  else if (is(request, PSTR("READSET"))) instrument_read_set(request);
  else if (is(request, PSTR("LIMITS"))) instrument_limits(request);
  else if (is(request, PSTR("ARM"))) instrument_arm(request);
  else if (bare(request)) obey_bare(request);
  else answer_refusal(R_VERB);
  answer_send();
}

static void in_turn(const struct request *request) {
  uint16_t ahead = request->seq - last;
  /* The stop of a train that never came passes over that train's number, which is void from then on. */
  uint8_t stop = is(request, PSTR("ABORT")) || is(request, PSTR("SAFE"));
  if (repeats(request)) return;
  if (ahead != 1 && !(stop && ahead == 2)) refuse_turn(request);
  else if ((train.running || scan.running) && !stop) {
    refuse(request, R_BUSY);
    answer_send();
  } else obey(request, stop);
}

void session_hear(const struct request *request) {
  while (session_notice()) {
  }
  if (is(request, PSTR("HELLO"))) greet(request);
  else if (request->boot != boot_id || greetings == 0) {
    refuse(request, R_BOOT);
    answer_send();
  } else in_turn(request);
}
