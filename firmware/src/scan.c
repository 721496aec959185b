/* All cells, one after the other; between two of them the board listens, and goes safe without its host. */
#include "scan.h"
#include "answer.h"
#include "board.h"
#include "heartbeat.h"
#include "reading.h"

struct scan scan;
static int16_t millivolts;
static int32_t settle;
static uint16_t averages;
static uint8_t row, column;
static struct reading readings[BOARD_COLUMNS];

void scan_begin(const struct request *request, int16_t voltage, int32_t settling, uint16_t samples) {
  scan.seq = request->seq;
  scan.crc = request->crc;
  scan.running = 1;
  millivolts = voltage;
  settle = settling;
  averages = samples;
  row = column = 0;
}

static void tell_row(void) {
  answer_to(scan.seq, scan.crc, 0);
  answer_part();
  answer_number(row);
  answer_number(0);
  for (uint8_t i = 0; i < BOARD_COLUMNS; i++) {
    answer_number(readings[i].picoamps);
    answer_number(readings[i].raw);
    answer_number(readings[i].flags);
  }
  answer_send();
}

uint8_t scan_step(void) {
  reading_of_cell(&readings[column], row, column, millivolts, settle, averages);
  /* The outputs went off in it. */
  if (silent) return 0;
  if (++column < BOARD_COLUMNS) return 0;
  tell_row();
  column = 0;
  return ++row == BOARD_ROWS;
}

void scan_answer(void) {
  answer_number(BOARD_ROWS);
  answer_number(BOARD_COLUMNS);
  answer_number(millivolts * BOARD_MICROVOLTS_STEP);
}
