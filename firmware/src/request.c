/* From bytes to requests: a line, its CRC, its fields. What is wrong in any way is passed over to its LF, and counted. */
#include "request.h"
#include "crc16.h"
#include <string.h>

uint16_t request_garbled, request_dropped;
static char line[FRAME_BYTES];
static uint8_t length, odd;

uint8_t hexadecimal(const char *digits, uint16_t *number) {
  *number = 0;
  for (uint8_t i = 0; i < 4; i++) {
    char c = digits[i];
    uint8_t digit = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 16;
    if (digit == 16) return 0;
    *number = *number << 4 | digit;
  }
  return 1;
}

/* Printable fields, parted by single spaces, without a star. */
static uint8_t well_formed(uint8_t end) {
  for (uint8_t i = 1; i < end; i++) {
    if (line[i] == '*') return 0;
    if (line[i] == ' ' && (i == 1 || i == end - 1 || line[i - 1] == ' ')) return 0;
  }
  return end > 1;
}

static void part(struct request *request, uint8_t end) {
  line[end] = 0;
  request->count = 0;
  for (uint8_t i = 11; i < end; i++) {
    if (line[i] != ' ') continue;
    line[i] = 0;
    if (request->count < REQUEST_FIELDS) request->fields[request->count] = line + i + 1;
    request->count++;
  }
}

static uint8_t capitals(const char *word) {
  if (!*word) return 0;
  for (; *word; word++) {
    if (*word < 'A' || *word > 'Z') return 0;
  }
  return 1;
}

/* >0000 0000 VERB ...*0000 */
static uint8_t decode(struct request *request) {
  if (length < 17 || line[0] != '>') return 0;
  uint8_t star = length - 5;
  if (line[star] != '*' || !hexadecimal(line + star + 1, &request->crc)) return 0;
  if (crc16(line, star) != request->crc || !well_formed(star)) return 0;
  if (line[5] != ' ' || line[10] != ' ') return 0;
  if (!hexadecimal(line + 1, &request->seq) || !hexadecimal(line + 6, &request->boot)) return 0;
  request->verb = line + 11;
  part(request, star);
  return capitals(request->verb);
}

static uint8_t end(struct request *request) {
  uint8_t understood = !odd && length > 0 && decode(request);
  if (odd) request_dropped++;
  else if (length > 0 && !understood) request_garbled++;
  length = odd = 0;
  return understood;
}

uint8_t request_hear(uint8_t byte, struct request *request) {
  if (byte == '\n') return end(request);
  if (byte == '\r') return 0;
  if (byte < 0x20 || byte > 0x7e || length == FRAME_BYTES - 1) odd = 1;
  else line[length++] = byte;
  return 0;
}

/* A decimal number of 32 bits without leading zero, plus sign or minus zero. */
static uint8_t integer(const char *field, int32_t *value) {
  uint8_t negative = *field == '-';
  const char *digits = field + negative;
  uint8_t count = strlen(digits);
  if (count == 0 || count > 10 || (*digits == '0' && (count > 1 || negative))) return 0;
  uint32_t number = 0;
  for (; *digits; digits++) {
    if (*digits < '0' || *digits > '9') return 0;
    uint8_t digit = *digits - '0';
    if (number > 214748364UL || (number == 214748364UL && digit > 7 + negative)) return 0;
    number = number * 10 + digit;
  }
  *value = negative ? -number : number;
  return 1;
}

uint8_t request_integers(const struct request *request, int32_t *values) {
  const char *field = request->fields[0];
  for (uint8_t i = 0; i < request->count; i++, field += strlen(field) + 1) {
    int32_t value;
    if (!integer(field, &value)) return 0;
    if (i < REQUEST_FIELDS) values[i] = value;
  }
  return 1;
}
