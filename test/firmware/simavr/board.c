/*
 * The 4x4 board in simavr: the released firmware on a simulated ATmega328P, its UART on a pseudo-terminal, and behind
 * its pins converters, switches, amplifiers and cells in C. It says on its output where the terminal is, and then what
 * happens at the pins, a line each: `outputs on|off us`, `pulse row column mV ns us`.
 *
 *     board memloop-4x4.hex ASTRAY HASTE
 *
 * ASTRAY: standard deviation of where a pulse takes a cell, as a share of its window; HASTE: times faster than real time.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <math.h>
#include <simavr/avr_acomp.h>
#include <simavr/avr_adc.h>
#include <simavr/avr_ioport.h>
#include <simavr/avr_uart.h>
#include <simavr/sim_avr.h>
#include <simavr/sim_cycle_timers.h>
#include <simavr/sim_hex.h>
#include <simavr/sim_io.h>
#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

enum { SYNC, DAC_B, DAC_A };
#define DAC_C 5
#define OUTPUTS 7
#define SPDR 0x4e
#define CELLS 16
#define G_LOW 30e-6
#define G_HIGH 60e-6
#define STEP 0.05
#define PULSE_ABOVE_MV 450
#define LISTEN_MICROS 200
#define SHORTEST_NAP_MICROS 200

static avr_t *avr;
static int terminal, paused;
static avr_irq_t *uart, *adc, *comparator;

static uint32_t word;
static uint16_t switches;
static int wide, on;
static int millivolts[4];
static double siemens[CELLS];
static double astray, haste;
static struct {
  int millivolts;
  avr_cycle_count_t start;
} running[CELLS];

static long micros(void) {
  return avr->cycle / 16;
}

/* Of the normal distribution, near enough: the sum of twelve uniform numbers. */
static double normal(void) {
  double sum = -6;
  for (int i = 0; i < 12; i++) sum += drand48();
  return sum;
}

/* Soft bounds: each pulse goes a share of the way that is left, and a little astray. */
static void move(int cell, int volts) {
  double bound = volts > 0 ? G_HIGH : G_LOW;
  double moved = siemens[cell] + STEP * (bound - siemens[cell]) + astray * (G_HIGH - G_LOW) * normal();
  siemens[cell] = fmin(G_HIGH, fmax(G_LOW, moved));
}

static void end_pulse(int cell) {
  long nanos = (avr->cycle - running[cell].start) * 125 / 2;
  printf("pulse %d %d %d %ld %ld\n", cell / 4, cell % 4, running[cell].millivolts, nanos, micros());
  move(cell, running[cell].millivolts);
}

static double amplifier(int column) {
  double amperes = 0;
  for (int row = 0; row < 4; row++) {
    int cell = row * 4 + column;
    if (on && (switches & 1 << cell)) amperes += siemens[cell] * millivolts[row] * 1e-3;
  }
  return 2.048 - amperes * (wide ? 100e3 / 11 : 100e3);
}

static void settle(void) {
  for (int column = 0; column < 4; column++)
    avr_raise_irq(comparator + ACOMP_IRQ_ADC0 + column, lround(1e3 * fmin(5, fmax(0, amplifier(column)))));
  for (int cell = 0; cell < CELLS; cell++) {
    int now = on && (switches & 1 << cell) ? millivolts[cell / 4] : 0;
    if (abs(now) <= PULSE_ABOVE_MV) now = 0;
    if (now == running[cell].millivolts) continue;
    if (running[cell].millivolts) end_pulse(cell);
    running[cell].millivolts = now;
    running[cell].start = avr->cycle;
  }
}

/* As it is written, for simavr takes 100 us to a byte, whatever its clock. */
static void on_spi(avr_t *avr, avr_io_addr_t address, uint8_t byte, void *none) {
  (void)avr, (void)address, (void)none;
  word = (word << 8 | byte) & 0xffffff;
}

static void on_select(avr_irq_t *irq, uint32_t value, void *chip) {
  if (!value || irq->value == value) return;
  if ((long)chip == SYNC) {
    if (!on) return;
    switches = word & 0xffff;
    wide = word >> 16 == 0x0f;
  } else millivolts[((long)chip == DAC_B ? 2 : 0) + (word >> 15 & 1)] = (int)(word & 0xfff) - 2048;
  settle();
}

static void on_threshold(avr_irq_t *irq, uint32_t value, void *none) {
  (void)none;
  if (value && irq->value != value) avr_raise_irq(comparator + ACOMP_IRQ_AIN0, word & 0xfff);
}

static void on_outputs(avr_irq_t *irq, uint32_t value, void *none) {
  (void)irq, (void)none;
  if (on == (int)value) return;
  on = value;
  if (!on) switches = wide = 0;
  printf("outputs %s %ld\n", on ? "on" : "off", micros());
  settle();
}

static void on_convert(avr_irq_t *irq, uint32_t value, void *none) {
  (void)irq, (void)none;
  union {
    avr_adc_mux_t mux;
    uint32_t value;
  } asked = {.value = value};
  int column = asked.mux.src;
  double volts = amplifier(column);
  /* In millivolts, and of 1023 steps where the real converter has 1024. */
  long sent = lround(fmin(4.096, fmax(0, volts)) * 1e3 * 1024 / 1023);
  avr_raise_irq(adc + ADC_IRQ_ADC0 + column, sent);
}

static void on_byte(avr_irq_t *irq, uint32_t value, void *none) {
  (void)irq, (void)none;
  uint8_t byte = value;
  if (write(terminal, &byte, 1) != 1) return;
}

static void on_xon(avr_irq_t *irq, uint32_t value, void *none) {
  (void)irq, (void)value, (void)none;
  paused = 0;
}

/* What the host has written since, as far as there is room for it. */
static avr_cycle_count_t listen_again(avr_t *avr, avr_cycle_count_t when, void *none) {
  (void)avr, (void)none;
  uint8_t byte;
  while (!paused && read(terminal, &byte, 1) == 1) avr_raise_irq(uart + UART_IRQ_INPUT, byte);
  return when + 16 * LISTEN_MICROS;
}

static void on_xoff(avr_irq_t *irq, uint32_t value, void *none) {
  (void)irq, (void)value, (void)none;
  paused = 1;
}

static void open_terminal(void) {
  struct termios raw;
  terminal = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
  if (terminal < 0 || grantpt(terminal) || unlockpt(terminal)) exit(1);
  /* Held open, so that it outlives the hosts that come and go. */
  int held = open(ptsname(terminal), O_RDWR | O_NOCTTY);
  if (held < 0 || tcgetattr(held, &raw)) exit(1);
  cfmakeraw(&raw);
  tcsetattr(held, TCSANOW, &raw);
  printf("terminal %s\n", ptsname(terminal));
}

/* The firmware sleeps when it has nothing to do, and the simulator with it, in naps that are worth a system's call. */
static void nap(avr_t *avr, avr_cycle_count_t cycles) {
  static double owed;
  (void)avr;
  owed += cycles / 16.0 / haste;
  if (owed < SHORTEST_NAP_MICROS) return;
  usleep(owed);
  owed = 0;
}

static void load(char *hex) {
  uint32_t size, start;
  uint8_t *program = read_ihex_file(hex, &size, &start);
  avr = avr_make_mcu_by_name("atmega328p");
  if (!program || !avr) exit(1);
  avr_init(avr);
  avr->frequency = 16000000;
  avr->sleep = nap;
  avr->avcc = 5000;
  avr->aref = 4096;
  avr_loadcode(avr, program, size, start);
}

static avr_irq_t *pin(char port, int number) {
  return avr_io_getirq(avr, AVR_IOCTL_IOPORT_GETIRQ(port), number);
}

static void wire(void) {
  uint32_t flags = 0;
  avr_ioctl(avr, AVR_IOCTL_UART_SET_FLAGS('0'), &flags);
  uart = avr_io_getirq(avr, AVR_IOCTL_UART_GETIRQ('0'), 0);
  comparator = avr_io_getirq(avr, AVR_IOCTL_ACOMP_GETIRQ, 0);
  adc = avr_io_getirq(avr, AVR_IOCTL_ADC_GETIRQ, 0);
  avr_irq_register_notify(uart + UART_IRQ_OUTPUT, on_byte, NULL);
  avr_irq_register_notify(uart + UART_IRQ_OUT_XON, on_xon, NULL);
  avr_irq_register_notify(uart + UART_IRQ_OUT_XOFF, on_xoff, NULL);
  avr_irq_register_notify(adc + ADC_IRQ_OUT_TRIGGER, on_convert, NULL);
  avr_register_io_write(avr, SPDR, on_spi, NULL);
  for (long chip = SYNC; chip <= DAC_A; chip++) avr_irq_register_notify(pin('B', chip), on_select, (void *)chip);
  avr_irq_register_notify(pin('D', DAC_C), on_threshold, NULL);
  avr_irq_register_notify(pin('D', OUTPUTS), on_outputs, NULL);
  avr_cycle_timer_register_usec(avr, LISTEN_MICROS, listen_again, NULL);
}

int main(int count, char **arguments) {
  if (count != 4) return 2;
  astray = atof(arguments[2]);
  haste = atof(arguments[3]);
  setvbuf(stdout, NULL, _IOLBF, 0);
  for (int cell = 0; cell < CELLS; cell++) siemens[cell] = (G_LOW + G_HIGH) / 2;
  open_terminal();
  load(arguments[1]);
  wire();
  for (;;) {
    int state = avr_run(avr);
    if (state == cpu_Done || state == cpu_Crashed) return 1;
  }
}
