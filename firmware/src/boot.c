/* What is known of resets: why, and how many; the count outlives the power, and a reset in the middle of its writing. */
#include "boot.h"
#include <avr/eeprom.h>
#include <avr/io.h>
#include <avr/wdt.h>

struct count {
  uint16_t boot, inverse;
};

/* Two places, written in turn; at fixed addresses, so that new firmware goes on with the old count. */
#define PLACES ((struct count *)0)
#define SERIAL ((const uint16_t *)16)

uint8_t boot_cause __attribute__((section(".noinit")));

/* After its reset the watchdog still runs, at its shortest time: it is stopped before anything else. */
void boot_begin(void) __attribute__((naked, used, section(".init3")));
void boot_begin(void) {
  boot_cause = MCUSR;
  MCUSR = 0;
  wdt_disable();
}

static uint8_t read(uint8_t place, uint16_t *boot) {
  struct count count;
  eeprom_read_block(&count, PLACES + place, sizeof count);
  *boot = count.boot;
  return count.boot == (uint16_t)~count.inverse;
}

uint16_t boot_next(void) {
  uint16_t boot[2] = {0, 0};
  uint8_t first = read(0, &boot[0]), second = read(1, &boot[1]);
  uint8_t newest = second && (!first || (int16_t)(boot[1] - boot[0]) > 0);
  uint16_t last = first || second ? boot[newest] : 0;
  struct count next = {last == 0xffff ? 1 : last + 1, 0};
  next.inverse = ~next.boot;
  eeprom_update_block(&next, PLACES + !newest, sizeof next);
  eeprom_busy_wait();
  return next.boot;
}

uint16_t boot_serial(void) {
  return eeprom_read_word(SERIAL);
}
