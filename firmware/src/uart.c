/* The serial line, 8N1, both ways by interrupts; 115200 bit/s unless it was built for another rate. */
#include "uart.h"
#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/sleep.h>

#ifndef BAUD
#define BAUD 115200
#endif
/* The nearest rate of 16 MHz / 8 / n. */
#define DIVIDER ((F_CPU / 8 + BAUD / 2) / BAUD - 1)
#if DIVIDER < 3 || DIVIDER > 4095
#error "BAUD must be 500 to 500000"
#endif

#define SENDING 128 /* a power of two */

volatile uint16_t uart_lost;
static volatile uint8_t heard[256]; /* wraps by itself */
static volatile uint8_t heard_in, heard_out;
static volatile uint8_t sending[SENDING];
static volatile uint8_t sending_in, sending_out;

void uart_begin(void) {
  UBRR0 = DIVIDER;
  UCSR0A = _BV(U2X0);
  UCSR0C = _BV(UCSZ01) | _BV(UCSZ00);
  UCSR0B = _BV(RXEN0) | _BV(TXEN0) | _BV(RXCIE0);
}

ISR(USART_RX_vect) {
  uint8_t status = UCSR0A;
  uint8_t byte = UDR0;
  uint8_t next = heard_in + 1;
  if (status & (_BV(FE0) | _BV(DOR0))) uart_lost++;
  if (next == heard_out) {
    uart_lost++;
    return;
  }
  heard[heard_in] = byte;
  heard_in = next;
}

ISR(USART_UDRE_vect) {
  uint8_t out = sending_out;
  UDR0 = sending[out];
  out = (out + 1) & (SENDING - 1);
  sending_out = out;
  if (out == sending_in) UCSR0B &= ~_BV(UDRIE0);
}

uint8_t uart_waiting(void) {
  return heard_in != heard_out;
}

uint8_t uart_take(void) {
  uint8_t byte = heard[heard_out];
  heard_out++;
  return byte;
}

static void send(uint8_t byte) {
  uint8_t next = (sending_in + 1) & (SENDING - 1);
  while (next == sending_out) sleep_mode();
  sending[sending_in] = byte;
  cli();
  sending_in = next;
  UCSR0B |= _BV(UDRIE0);
  sei();
}

void uart_send(const char *bytes, uint8_t length) {
  while (length--) send(*bytes++);
}
