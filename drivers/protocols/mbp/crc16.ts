const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
  return crc;
});

/** CRC-16/CCITT-FALSE of the first `length` characters of a line: polynomial 1021, start FFFF, "123456789" gives 29B1. */
export function crc16(line: string, length = line.length): number {
  let crc = 0xffff;
  for (let i = 0; i < length; i++) {
    crc = ((crc << 8) & 0xffff) ^ table[(crc >> 8) ^ (line.charCodeAt(i) & 0xff)];
  }
  return crc;
}
