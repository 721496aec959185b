import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { RunError } from '../../src/core/errors.js';
import type { Journal } from './journal.js';

/**
 * A journal in a file of JSON lines. Lines are only appended. Each is in the file before `note` returns, so a killed
 * program loses none. `sync` writes them through to the disk, so a power cut loses none of those either.
 * A last line that is incomplete is dropped on opening: what it describes was not done yet. After a line that could not
 * be written, no other is written.
 */
export class FileJournal implements Journal {
  private readonly file: number;
  private pending = false;
  private failure: RunError | undefined;

  /** @param now time of an entry, milliseconds since 1970 @throws RunError if the file cannot be written */
  constructor(
    readonly path: string,
    private readonly now: () => number = Date.now,
  ) {
    this.file = this.attempt(() => openSync(path, 'a+'));
    this.attempt(() => this.dropIncomplete());
  }

  note(entry: object): void {
    const line = Buffer.from(`${JSON.stringify({ at: this.now(), ...entry })}\n`);
    this.attempt(() => {
      for (let done = 0; done < line.length;) done += writeSync(this.file, line, done);
    });
    this.pending = true;
  }

  sync(): void {
    if (!this.pending) return;
    this.attempt(() => fsyncSync(this.file));
    this.pending = false;
  }

  close(): void {
    if (!this.failure) this.sync();
    closeSync(this.file);
  }

  private dropIncomplete(): void {
    const bytes = readFileSync(this.path);
    const whole = bytes.lastIndexOf('\n') + 1;
    if (whole < bytes.length) ftruncateSync(this.file, whole);
  }

  private attempt<T>(act: () => T): T {
    if (this.failure) throw this.failure;
    try {
      return act();
    } catch (error) {
      const sentence = `${this.path}: cannot write the journal: ${(error as Error).message}`;
      throw (this.failure = new RunError(sentence, { cause: error }));
    }
  }
}
