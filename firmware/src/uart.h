#ifndef UART_H
#define UART_H
#include <stdint.h>

/* Bytes lost before they were looked at. */
extern volatile uint16_t uart_lost;

void uart_begin(void);
uint8_t uart_waiting(void);
uint8_t uart_take(void);
/* Takes as long as the line is busy. */
void uart_send(const char *bytes, uint8_t length);
#endif
