import { closeSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { shown } from '../core/complaint.js';
import { RunError } from '../core/errors.js';
import { csvRow } from './csv-text.js';
import { LineReader, withPath } from './line-reader.js';

const CHUNK = 1 << 16;
const LINE_FEED = 10;

/**
 * A growing CSV file, which Python, R and Excel open directly (Parquet is smaller, but neither Excel nor plain R reads
 * it). Rows are appended as they come. A row that a kill left incomplete is dropped when the table is reopened.
 */
export class Table {
  private readonly file: number;

  /**
   * Opens the table, or makes it. @param above number of comment lines above the header of an existing table
   * @throws RunError if that fails, or if an existing table has a different header
   */
  constructor(
    readonly path: string,
    header: readonly string[],
    private readonly above = 0,
  ) {
    this.file = withPath(path, () => openSync(path, 'a+'));
    if (this.rows() < 0) {
      withPath(path, () => ftruncateSync(this.file, 0));
      this.append([header]);
    }
    this.checkHeader(header);
  }

  /** The number of complete rows without the header; −1 if there is no header. */
  rows(): number {
    let lines = 0;
    for (const _ of this.ends()) lines++;
    return lines - 1 - this.above;
  }

  /** Drops everything after the given number of rows. */
  keep(rows: number): void {
    let lines = 0;
    for (const end of this.ends()) {
      if (lines++ < this.above + rows) continue;
      withPath(this.path, () => ftruncateSync(this.file, end));
      return;
    }
  }

  append(rows: readonly (readonly (string | number)[])[]): void {
    let text = '';
    for (const row of rows) text += `${csvRow(row)}\n`;
    this.write(Buffer.from(text));
  }

  /** Appends whole rows. */
  write(rows: Uint8Array): void {
    withPath(this.path, () => {
      for (let done = 0; done < rows.length;) done += writeSync(this.file, rows, done);
    });
  }

  close(): void {
    withPath(this.path, () => fsyncSync(this.file));
    closeSync(this.file);
  }

  private checkHeader(header: readonly string[]): void {
    const bytes = this.headerBytes();
    const names = bytes.toString().split(',');
    const width = Math.max(names.length, header.length);
    const wrong = Array.from({ length: width }, (_, i) => i).find((i) => names[i] !== header[i]);
    if (wrong === undefined) return;
    throw new RunError(
      `${this.path}: row 1: got ${shown(names[wrong])} as column ${wrong + 1}: expected ${shown(header[wrong])}; restore the file from a copy`,
    );
  }

  private headerBytes(): Buffer {
    const ends = this.ends();
    let start = 0;
    for (let line = 0; line < this.above; line++) start = ends.next().value as number;
    const bytes = Buffer.alloc((ends.next().value as number) - 1 - start);
    readSync(this.file, bytes, 0, bytes.length, start);
    return bytes;
  }

  /** The offset after each complete line. */
  private *ends(): Generator<number> {
    const buffer = Buffer.alloc(CHUNK);
    for (let at = 0, got; (got = readSync(this.file, buffer, 0, CHUNK, at)) > 0; at += got) {
      const part = buffer.subarray(0, got);
      for (let i = part.indexOf(LINE_FEED); i >= 0; i = part.indexOf(LINE_FEED, i + 1)) yield at + i + 1;
    }
  }
}

/** The names of the columns in a table's file. */
export function headerOf(path: string): string[] {
  // Leaving the loop closes the file.
  for (const names of rowsIn(path)) return names;
  return [];
}

/** The rows of a table's file as fields, without the header and without an incomplete last row. */
export function* readRows(path: string): Generator<string[]> {
  const rows = rowsIn(path);
  rows.next();
  yield* rows;
}

function* rowsIn(path: string): Generator<string[], undefined> {
  const lines = new LineReader(path);
  try {
    while (lines.more()) yield lines.text().split(',');
  } finally {
    lines.close();
  }
  return undefined;
}
