#ifndef REQUEST_H
#define REQUEST_H
#include <stdint.h>

#define FRAME_BYTES 160
#define REQUEST_FIELDS 12 /* the arguments of the longest READSET */

/* A request, understood. Its fields lie in the line. */
struct request {
  uint16_t seq, boot;
  uint16_t crc; /* stands for the line, to know it again */
  char *verb;
  uint8_t count; /* arguments, also those beyond what fields hold */
  char *fields[REQUEST_FIELDS];
};

/* Lines passed over: wrong, and too long or with odd bytes. */
extern uint16_t request_garbled, request_dropped;

/* Takes a byte; when it ends a request, 1. */
uint8_t request_hear(uint8_t byte, struct request *request);
/* All arguments as integers, as far as fields hold them; 0 if one is none. */
uint8_t request_integers(const struct request *request, int32_t *values);
/* Four upper-case hexadecimal digits; 0 if they are none. */
uint8_t hexadecimal(const char *digits, uint16_t *number);
#endif
