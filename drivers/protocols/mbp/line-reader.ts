import { FRAME_BYTES } from './frame.js';

const LF = 0x0a;
const CR = 0x0d;

/** Bytes in, in pieces of any size, lines out: it holds one frame at most, and after anything odd is right again at the next LF. */
export class LineReader {
  /** lines that were too long, or held a byte that no frame holds */
  dropped = 0;
  private readonly line = Buffer.alloc(FRAME_BYTES - 1);
  private length = 0;
  private odd = false;

  constructor(private readonly onLine: (line: string) => void) {}

  receive(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte === LF) this.end();
      else if (byte !== CR) this.add(byte);
    }
  }

  private add(byte: number): void {
    if (byte < 0x20 || byte > 0x7e || this.length === this.line.length) this.odd = true;
    else this.line[this.length++] = byte;
  }

  private end(): void {
    const { length, odd } = this;
    this.length = 0;
    this.odd = false;
    if (odd) this.dropped++;
    else if (length > 0) this.onLine(this.line.toString('latin1', 0, length));
  }
}
