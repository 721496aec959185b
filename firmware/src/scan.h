#ifndef SCAN_H
#define SCAN_H
#include "request.h"

/* The reading of all cells that is on, and the request that began it. */
struct scan {
  uint8_t running;
  uint16_t seq, crc;
};
extern struct scan scan;

void scan_begin(const struct request *request, int16_t millivolts, int32_t settle, uint16_t averages);
/* Reads one more cell, and tells of a row after its last; 1 when all are told. */
uint8_t scan_step(void);
/* What the scan's answer ends with: rows, columns, and the voltage. */
void scan_answer(void);
#endif
