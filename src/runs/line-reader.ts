import { closeSync, openSync, readSync } from 'node:fs';
import { RunError } from '../core/errors.js';

const CHUNK = 1 << 16;
const LINE_FEED = 10;

/** The complete lines of a file, one after the other, as bytes. What follows the last line feed is no line. */
export class LineReader {
  private readonly file: number;
  /** holds the next line, from `at` on */
  bytes = Buffer.allocUnsafe(CHUNK);
  at = 0;
  /** bytes that end with a complete line, and all bytes read */
  private complete = 0;
  private filled = 0;

  /** @throws RunError if the file cannot be opened */
  constructor(private readonly path: string) {
    this.file = withPath(path, () => openSync(path, 'r'));
  }

  /** Whether there is another line. It then starts at `at`, and all of it is in `bytes`. */
  more(): boolean {
    while (this.at === this.complete) if (!this.fill()) return false;
    return true;
  }

  /** The next line without its line feed. */
  text(): string {
    const end = this.bytes.indexOf(LINE_FEED, this.at);
    const text = this.bytes.toString('utf8', this.at, end);
    this.at = end + 1;
    return text;
  }

  /** Reads all further lines, and counts them. */
  count(): number {
    let count = 0;
    for (; this.more(); count++) this.skip();
    return count;
  }

  /** Skips the next line. */
  skip(): void {
    this.at = this.bytes.indexOf(LINE_FEED, this.at) + 1;
  }

  /** The next lines with their line feeds. @throws RunError if there are fewer */
  take(count: number): Buffer {
    const parts: Buffer[] = [];
    for (let left = count; left > 0;) {
      if (!this.more()) throw new RunError(`${this.path}: got ${count - left} lines: expected ${count}`);
      let end = this.at;
      for (; left > 0 && end < this.complete; left--) end = this.bytes.indexOf(LINE_FEED, end) + 1;
      parts.push(Buffer.from(this.bytes.subarray(this.at, end)));
      this.at = end;
    }
    return Buffer.concat(parts);
  }

  close(): void {
    closeSync(this.file);
  }

  /** Reads on behind an incomplete line. @throws RunError if the file cannot be read */
  private fill(): boolean {
    this.bytes.copyWithin(0, this.complete, this.filled);
    this.filled -= this.complete;
    if (this.filled === this.bytes.length) this.bytes = Buffer.concat([this.bytes], 2 * this.bytes.length);
    const got = withPath(this.path, () =>
      readSync(this.file, this.bytes, this.filled, this.bytes.length - this.filled, null),
    );
    this.filled += got;
    this.at = 0;
    this.complete = this.bytes.subarray(0, this.filled).lastIndexOf(LINE_FEED) + 1;
    return got > 0;
  }
}

/** What `act` returns. @throws RunError with the path if it fails */
export function withPath<Result>(path: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw new RunError(`${path}: ${(error as Error).message}`);
  }
}
