#include "crc16.h"

uint16_t crc16(const char *bytes, uint8_t length) {
  uint16_t crc = 0xffff;
  while (length--) {
    /* The eight steps of a byte at once: x^16 = x^12 + x^5 + 1. */
    uint8_t x = (crc >> 8) ^ (uint8_t)*bytes++;
    x ^= x >> 4;
    crc = (crc << 8) ^ ((uint16_t)x << 12) ^ ((uint16_t)x << 5) ^ x;
  }
  return crc;
}
