import { systemClock, type Clock } from '../../ports/clock.js';
import { BoardStuck, LinkLost } from '../../sessions/errors.js';
import type { Transport } from '../../ports/transport.js';
import type { Answer } from './answer.js';
import { OutOfStep } from './out-of-step.js';

/** How a board without numbered messages is talked to. */
export interface BareTiming {
  /** least time from one line to the next */
  readonly paceMs: number;
  /** silence that must follow an answer before it counts as one */
  readonly guardMs: number;
  /** silence after which nothing late is on its way any more: twice the longest that an answer takes */
  readonly quietMs: number;
}

export interface BareOptions {
  readonly clock?: Clock;
}

/** In which the last lines leave a slow port, which throws away the rest when it is closed. */
const OUT_MS = 100;
/** What a pause may lack. */
const EARLY_MS = 1e-3;
/** Rounds of bytes during one settling after which a board is called stuck. */
const ROUNDS = 200;

/**
 * The host's end of a protocol whose messages have neither number nor checksum: stop and wait, line by line at a pace.
 * An answer counts only if nothing lay there before it was asked for and nothing follows it, so a stray byte, an answer
 * too late and one too many are noticed and never taken for the next one.
 */
export class BareLink {
  failure: Error | undefined;
  readonly clock: Clock;
  private heard = Buffer.alloc(0);
  private lastSent = -Infinity;
  private wake = () => {};

  constructor(
    private readonly transport: Transport,
    private readonly timing: BareTiming,
    { clock = systemClock }: BareOptions = {},
  ) {
    this.clock = clock;
    transport.onBytes((bytes) => this.hear(bytes));
    transport.onClose((reason) => this.fail(new LinkLost(`the connection to the board was lost: ${reason}`)));
  }

  /** Whether nothing lies here that nobody asked for. */
  get quiet(): boolean {
    return this.heard.length === 0;
  }

  /**
   * Sends the lines of one command, which have no answer. Nothing that comes meanwhile cuts them short, for a board would
   * take whatever follows for the rest of them.
   *
   * @throws OutOfStep where something came that nobody asked for: before them, and none was sent, or among them
   */
  async tell(...lines: readonly string[]): Promise<void> {
    this.refuseStray();
    await this.shout(...lines.slice(0, -1));
    await this.toNextLine();
    // No answer comes before the last line.
    const stray = this.strayed();
    if (stray && lines.length === 1) throw stray;
    this.send(lines.at(-1)!);
    if (stray) throw stray;
  }

  /** Sends lines, whatever comes. */
  async shout(...lines: readonly string[]): Promise<void> {
    for (const line of lines) {
      await this.toNextLine();
      this.send(line);
    }
  }

  /** Sends lines, and gives their answer. @throws OutOfStep where it is late, not whole, or not the only thing that came */
  async ask<Value>(
    lines: readonly string[],
    answer: Answer<Value>,
    deadlineMs: number,
    guardMs = this.timing.guardMs,
  ): Promise<Value> {
    await this.tell(...lines);
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

  /** Throws away what arrives until it has been quiet for so long. */
  async settle(quietMs = this.timing.quietMs): Promise<void> {
    let rounds = 0;
    do {
      this.heard = Buffer.alloc(0);
      if (rounds++ > ROUNDS) throw new BoardStuck('the board does not stop to talk');
    } while (await this.arrival(quietMs));
  }

  /** Waits, never less: a timer of the machine may be early. */
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

  /** Lets go of the connection, once what was sent last has had the time to go out. */
  async close(): Promise<void> {
    await this.pause(this.lastSent + OUT_MS - this.clock.now()).catch(() => {});
    this.fail(new LinkLost('the connection to the board ended: it was closed'));
    return this.transport.close();
  }

  private send(line: string): void {
    this.lastSent = this.clock.now();
    // Not waited for: a port may never say that bytes have left. The deadline of the answer covers it.
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

  /** Whether bytes came within a time. */
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
    return this.quiet ? undefined : new OutOfStep(`got ${this.heard.length} bytes that nobody asked for`);
  }

  private late(deadlineMs: number): string {
    return `got ${this.heard.length} bytes in ${Math.round(deadlineMs)} ms: expected a whole answer`;
  }
}
