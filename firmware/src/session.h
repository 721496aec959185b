#ifndef SESSION_H
#define SESSION_H
#include "request.h"

void session_begin(void);
void session_hear(const struct request *request);
/* Goes on with what is read cell by cell. */
void session_go_on(void);
/* Answers a train that is over, and tells of a silence; 1 if there was anything. */
uint8_t session_notice(void);
#endif
