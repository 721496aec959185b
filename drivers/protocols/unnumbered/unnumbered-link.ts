import { systemClock, type Clock } from '../../ports/clock.js';
import { BoardStuck, LinkLost, OutOfStep } from '../../sessions/errors.js';
import type { Transport } from '../../ports/transport.js';
import type { Answer } from './line-format.js';

/** Timing of a protocol without numbered messages. */
export interface UnnumberedTiming {
  /** minimum time from one line to the next */
  readonly paceMs: number;
  /** silence that must follow an answer before it is accepted */
  readonly guardMs: number;
  /** silence after which no late answer can come any more: twice the maximum time of an answer */
  readonly quietMs: number;
}

/** The options of a link without message numbers. */
export interface UnnumberedOptions {
  readonly clock?: Clock;
}

/** Time in which the last lines leave a slow port; closing it would discard the rest. */
const OUT_MS = 100;
/** Tolerance of a pause. */
const EARLY_MS = 1e-3;
/** Bursts of bytes without enough silence after which a board counts as stuck. */
const ROUNDS = 200;

/**
 * The host's end of a protocol whose messages have no number and no checksum: stop and wait, line by line. An answer is
 * accepted only if no bytes came before its request and none follow it. So a stray byte, a late answer or a second
 * answer is noticed, and is never taken for the next answer.
 */
export class UnnumberedLink {
  failure: Error | undefined;
  readonly clock: Clock;
  private heard = Buffer.alloc(0);
  private lastSent = -Infinity;
  private wake = () => {};

  constructor(
    private readonly transport: Transport,
    private readonly timing: UnnumberedTiming,
    { clock = systemClock }: UnnumberedOptions = {},
  ) {
    this.clock = clock;
    transport.onBytes((bytes) => this.hear(bytes));
    transport.onClose((reason) => this.fail(new LinkLost(`the connection to the board was lost: ${reason}`)));
  }

  /** Whether no unexpected bytes have arrived. */
  get quiet(): boolean {
    return this.heard.length === 0;
  }

  /**
   * Sends the lines of one command that has no answer. Once begun, all lines are sent: a board would take the next command
   * for the rest of this one.
   *
   * @throws OutOfStep if unexpected bytes came: before the lines, and then none is sent, or between them
   */
  async sendLines(...lines: readonly string[]): Promise<void> {
    this.refuseStray();
    await this.sendAnyway(...lines.slice(0, -1));
    await this.toNextLine();
    // An answer can only come after the last line.
    const stray = this.strayed();
    if (stray && lines.length === 1) throw stray;
    this.send(lines.at(-1)!);
    if (stray) throw stray;
  }

  /** Sends lines and ignores what arrives. */
  async sendAnyway(...lines: readonly string[]): Promise<void> {
    for (const line of lines) {
      await this.toNextLine();
      this.send(line);
    }
  }

  /** Sends lines and returns their answer. @throws OutOfStep if it is late or incomplete, or if other bytes came with it */
  async ask<Value>(
    lines: readonly string[],
    answer: Answer<Value>,
    deadlineMs: number,
    guardMs = this.timing.guardMs,
  ): Promise<Value> {
    await this.sendLines(...lines);
    const end = this.clock.now() + deadlineMs;
    let found = answer(this.heard);
    while (!found) {
      const left = end - this.clock.now();
      if (left <= 0 || !(await this.arrival(left))) throw new OutOfStep(this.late(deadlineMs));
      found = answer(this.heard);
    }
    await this.pause(guardMs);
    if (this.heard.length > found.length)
      throw new OutOfStep(`got ${this.heard.length} bytes: expected an answer of ${found.length}`);
    this.heard = Buffer.alloc(0);
    return found.value;
  }

  /** Discards what arrives until the board has been silent for `quietMs`. */
  async waitForSilence(quietMs = this.timing.quietMs): Promise<void> {
    let rounds = 0;
    do {
      this.heard = Buffer.alloc(0);
      if (rounds++ > ROUNDS) throw new BoardStuck('the board does not stop sending');
    } while (await this.arrival(quietMs));
  }

  /** Waits at least this long, although a timer of the computer may be early. */
  async pause(milliseconds: number): Promise<void> {
    const end = this.clock.now() + milliseconds;
    for (let left = milliseconds; left > EARLY_MS; left = end - this.clock.now())
      await new Promise<void>((resolve) => void this.clock.after(left, resolve));
    if (this.failure) throw this.failure;
  }

  fail(error: Error): void {
    this.failure ??= error;
    this.wake();
  }

  /** Closes the connection after the last lines have had time to leave. */
  async close(): Promise<void> {
    await this.pause(this.lastSent + OUT_MS - this.clock.now()).catch(() => {});
    this.fail(new LinkLost('the connection to the board ended: it was closed'));
    return this.transport.close();
  }

  private send(line: string): void {
    this.lastSent = this.clock.now();
    // Not awaited: a port may never report that bytes have left. The deadline of the answer covers that.
    this.transport
      .write(Buffer.from(`${line}\n`, 'latin1'))
      .catch((error: Error) =>
        this.fail(new LinkLost(`the board could not be written to: ${error.message}`)),
      );
  }

  private hear(bytes: Uint8Array): void {
    if (this.failure) return;
    this.heard = Buffer.concat([this.heard, bytes]);
    this.wake();
  }

  /** Whether bytes came within this time. */
  private async arrival(milliseconds: number): Promise<boolean> {
    const before = this.heard.length;
    await new Promise<void>((resolve) => {
      const cancel = this.clock.after(milliseconds, resolve);
      this.wake = () => {
        cancel();
        resolve();
      };
    });
    this.wake = () => {};
    if (this.failure) throw this.failure;
    return this.heard.length > before;
  }

  private toNextLine(): Promise<void> {
    return this.pause(this.lastSent + this.timing.paceMs - this.clock.now());
  }

  private refuseStray(): void {
    const stray = this.strayed();
    if (stray) throw stray;
  }

  private strayed(): OutOfStep | undefined {
    return this.quiet ? undefined : new OutOfStep(`got ${this.heard.length} unexpected bytes`);
  }

  private late(deadlineMs: number): string {
    return `got ${this.heard.length} bytes in ${Math.round(deadlineMs)} ms: expected a complete answer`;
  }
}
