/** Bits of a byte on the wire: a start bit, eight data bits with the lowest first, a stop bit. */
const WIRE_BITS = 10;

/** Maximum relative difference of two rates: the receiver's last sample must be in the stop bit, less than half a bit off in 9.5. */
const AGREEMENT = 0.5 / 9.5;

/** Whether a receiver understands bytes sent at another rate, bits per second. */
export function ratesAgree(sent: number, heard: number): boolean {
  return Math.abs(heard / sent - 1) < AGREEMENT;
}

/**
 * The bytes that a receiver decodes if they were sent at another rate. It waits for the line to fall, then samples it
 * eight times, each in the middle of one of its own bits. Like most boards it does not report a missing stop bit.
 * The line is idle before and after.
 */
export function misheard(bytes: Uint8Array, sent: number, heard: number): Uint8Array {
  if (ratesAgree(sent, heard)) return bytes;
  const level = wire(bytes);
  const at = (time: number) => level[Math.floor(time)] ?? 1;
  const bit = sent / heard;
  const made: number[] = [];
  for (let time = 0; time < level.length;) {
    if (at(time) === 1) {
      time = Math.floor(time) + 1;
      continue;
    }
    let byte = 0;
    for (let k = 0; k < 8; k++) byte |= at(time + (1.5 + k) * bit) << k;
    made.push(byte);
    time += (WIRE_BITS - 0.5) * bit;
  }
  return Uint8Array.from(made);
}

/** The level of the line, one element per bit of the sender. */
function wire(bytes: Uint8Array): Uint8Array {
  const level = new Uint8Array(bytes.length * WIRE_BITS);
  bytes.forEach((byte, i) => {
    for (let k = 0; k < 8; k++) level[i * WIRE_BITS + 1 + k] = (byte >> k) & 1;
    level[i * WIRE_BITS + WIRE_BITS - 1] = 1;
  });
  return level;
}
