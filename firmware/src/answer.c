/* Frames to the host, put together where they are kept, so that a line heard twice is answered twice by the same bytes. */
#include "answer.h"
#include "crc16.h"
#include "uart.h"
#include <stdlib.h>
#include <string.h>

#define KEPT 4

struct answer {
  uint16_t seq, crc;
  uint8_t length; /* 0: none */
  char frame[FRAME_BYTES];
};

uint16_t boot_id;
static struct answer answers[KEPT];
static struct answer passing;
static struct answer *current;
static uint8_t oldest;

static const char codes[][9] PROGMEM = {
    "VERB", "ARG", "RANGE", "LIMIT", "NOLIMITS", "UNARMED", "SEQ", "BOOT", "BUSY", "COMPL", "SAFE",     "HW",
};

/* Of a frame that is too long the last byte is what was put last, its LF; its checksum is missing, and it counts as lost. */
static void put(char c) {
  if (current->length == FRAME_BYTES) current->length--;
  current->frame[current->length++] = c;
}

static void put_hexadecimal(uint16_t number) {
  for (uint8_t i = 0; i < 4; i++, number <<= 4) {
    uint8_t digit = number >> 12;
    put(digit < 10 ? '0' + digit : 'A' + digit - 10);
  }
}

static void put_flash(PGM_P text) {
  for (char c; (c = pgm_read_byte(text)); text++) put(c);
}

static void put_number(int32_t number) {
  char digits[12];
  ltoa(number, digits, 10);
  for (char *c = digits; *c; c++) put(*c);
}

void answer_to(uint16_t seq, uint16_t crc, uint8_t kept) {
  current = &passing;
  if (kept) {
    current = &answers[oldest];
    oldest = (oldest + 1) % KEPT;
  }
  current->seq = seq;
  current->crc = crc;
  current->length = 0;
}

void answer_drop(void) {
  current->length = 0;
  oldest = (oldest + KEPT - 1) % KEPT;
}

static void address(char mark) {
  put(mark);
  put_hexadecimal(current->seq);
  answer_hexadecimal(boot_id);
}

static void head(PGM_P how) {
  address('<');
  answer_word(how);
}

void answer_part(void) {
  address('=');
}

void answer_ok(void) {
  head(PSTR("OK"));
}

void answer_refusal(enum refusal code) {
  head(PSTR("ER"));
  answer_word(codes[code]);
}

void answer_event(PGM_P event, PGM_P detail) {
  answer_to(0, 0, 0);
  put('!');
  put_hexadecimal(boot_id);
  answer_word(event);
  answer_word(detail);
  answer_send();
}

void answer_number(int32_t number) {
  put(' ');
  put_number(number);
}

void answer_hexadecimal(uint16_t number) {
  put(' ');
  put_hexadecimal(number);
}

void answer_word(PGM_P word) {
  put(' ');
  put_flash(word);
}

void answer_key(PGM_P key, int32_t number) {
  answer_word(key);
  put('=');
  put_number(number);
}

void answer_send(void) {
  uint16_t crc = crc16(current->frame, current->length);
  put('*');
  put_hexadecimal(crc);
  put('\n');
  uart_send(current->frame, current->length);
}

uint8_t answer_again(uint16_t seq, uint16_t crc) {
  for (struct answer *answer = answers; answer < answers + KEPT; answer++) {
    if (answer->length == 0 || answer->seq != seq || answer->crc != crc) continue;
    /* If it lost its end, what comes now must not be lost with it. */
    uart_send("\n", 1);
    uart_send(answer->frame, answer->length);
    return 1;
  }
  return 0;
}

void answer_forget(void) {
  for (uint8_t i = 0; i < KEPT; i++) answers[i].length = 0;
}
