#ifndef ANSWER_H
#define ANSWER_H
#include "request.h"
#include <avr/pgmspace.h>
#include <stdint.h>

enum refusal { R_VERB, R_ARG, R_RANGE, R_LIMIT, R_NOLIMITS, R_UNARMED, R_SEQ, R_BOOT, R_BUSY, R_COMPL, R_SAFE, R_HW };

/* Which request the frame that begins is an answer to; if kept, it is said again when the same line is heard again. */
void answer_to(uint16_t seq, uint16_t crc, uint8_t kept);
/* Gives up the frame that begins. */
void answer_drop(void);
/* A line before the answer. */
void answer_part(void);
void answer_ok(void);
void answer_refusal(enum refusal code);
void answer_event(PGM_P event, PGM_P detail);
void answer_number(int32_t number);
void answer_hexadecimal(uint16_t number);
void answer_word(PGM_P word);
void answer_key(PGM_P key, int32_t number);
void answer_send(void);
/* Says again what was said to this line, if it is kept. */
uint8_t answer_again(uint16_t seq, uint16_t crc);
void answer_forget(void);

extern uint16_t boot_id;
#endif
