#ifndef CRC16_H
#define CRC16_H
#include <stdint.h>

/* CRC-16/CCITT-FALSE: polynomial 1021, start FFFF. */
uint16_t crc16(const char *bytes, uint8_t length);
#endif
