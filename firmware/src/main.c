/* MBP/1 on an ATmega328P at 16 MHz: asleep until a byte, a tick or a pulse is due. */
#include "board.h"
#include "heartbeat.h"
#include "request.h"
#include "scan.h"
#include "session.h"
#include "train.h"
#include "uart.h"
#include "zero.h"
#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/sleep.h>
#include <avr/wdt.h>

static void sleep_until_something(void) {
  cli();
  if (uart_waiting() || train.over || silent) {
    sei();
    return;
  }
  /* The instruction after sei still comes before any interrupt, so none is slept through. */
  sleep_enable();
  sei();
  sleep_cpu();
  sleep_disable();
}

int main(void) {
  struct request request;
  zero_forget();
  board_begin();
  uart_begin();
  heartbeat_begin();
  set_sleep_mode(SLEEP_MODE_IDLE);
  sei();
  session_begin();
  wdt_enable(WDTO_60MS);
  for (;;) {
    wdt_reset();
    if (session_notice()) continue;
    if (uart_waiting()) {
      if (request_hear(uart_take(), &request)) session_hear(&request);
    } else if (scan.running) session_go_on();
    else sleep_until_something();
  }
}
