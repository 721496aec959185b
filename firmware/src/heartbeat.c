/* Time in steps of 4 ms, and what it ends: without a word from the host the outputs go off here, whatever else is going on. */
#include "heartbeat.h"
#include "board.h"
#include <avr/interrupt.h>
#include <avr/io.h>
#include <util/atomic.h>

#define TICK_MS 4

volatile uint8_t armed, silent;
static volatile uint32_t ticks, quiet, patience;

void heartbeat_begin(void) {
  OCR2A = 249;
  TCCR2A = _BV(WGM21);
  TCCR2B = _BV(CS22) | _BV(CS21); /* 16 MHz / 256 / 250 */
  TIMSK2 = _BV(OCIE2A);
}

ISR(TIMER2_COMPA_vect) {
  ticks++;
  if (!armed || ++quiet < patience) return;
  TIMSK1 = 0;
  board_outputs(0);
  disarm();
  silent = 1;
}

void heartbeat_heard(void) {
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) quiet = 0;
}

void arm(int32_t milliseconds) {
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    patience = milliseconds / TICK_MS;
    quiet = silent = 0;
    armed = 1;
  }
  board_indicate(1);
}

void disarm(void) {
  armed = 0;
  board_indicate(0);
}

int32_t uptime(void) {
  uint32_t now;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) now = ticks;
  return now > 0x7fffffff / TICK_MS ? 0x7fffffff : now * TICK_MS;
}
