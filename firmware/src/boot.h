#ifndef BOOT_H
#define BOOT_H
#include <stdint.h>

/* What the processor was reset by, as bits of MCUSR. */
extern uint8_t boot_cause;

/* The id of the boot that begins, 1 to 65535, written down before it is used. */
uint16_t boot_next(void);
/* The board's own number, from the EEPROM. */
uint16_t boot_serial(void);
#endif
