#ifndef HEARTBEAT_H
#define HEARTBEAT_H
#include <stdint.h>

#define HEARTBEAT_MIN 200 /* longer than any read */
#define HEARTBEAT_MAX 60000L /* safe a minute after its host is gone, whoever that was */

extern volatile uint8_t armed;
/* The host was silent for too long, and the outputs are off; 1 until taken notice of. */
extern volatile uint8_t silent;

void heartbeat_begin(void);
void heartbeat_heard(void);
void arm(int32_t milliseconds);
void disarm(void);
int32_t uptime(void);
#endif
