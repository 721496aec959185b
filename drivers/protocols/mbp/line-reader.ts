import { FRAME_BYTES } from './frame.js';

const LF = 0x0a;
const CR = 0x0d;

/** Splits a byte stream into lines. Buffers at most one frame; resynchronises at LF. */
export class LineReader {
  /** lines that were too long or had an invalid byte */
  dropped = 0;
  private readonly line = Buffer.alloc(FRAME_BYTES - 1);
  private length = 0;
  private invalid = false;

  constructor(private readonly onLine: (line: string) => void) {}

  receive(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte === LF) this.end();
      else if (byte !== CR) this.add(byte);
    }
  }

  private add(byte: number): void {
    if (byte < 0x20 || byte > 0x7e || this.length === this.line.length) this.invalid = true;
    else this.line[this.length++] = byte;
  }

  private end(): void {
    const { length, invalid } = this;
    this.length = 0;
    this.invalid = false;
    if (invalid) this.dropped++;
    else if (length > 0) this.onLine(this.line.toString('latin1', 0, length));
  }
}
