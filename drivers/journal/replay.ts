import { RunError } from '../../src/core/errors.js';
import type { Clock } from '../ports/clock.js';
import type { Provenance, Transport } from '../ports/transport.js';
import type { Journal } from './journal.js';
import type { ProgramIo } from './program-io.js';
import type { JournalEntry } from './read-journal.js';
import { lineOf } from './recording.js';
import { Stop } from './stop.js';

/** How a replay ended: the program ended, the journal ended first, or the two differ. */
export type ReplayEnd =
  | { kind: 'agrees' }
  /** the recorded program was killed here, or the power was cut */
  | { kind: 'breaks off' }
  | { kind: 'differs'; entry: number; sentence: string };

/** The program's end of one connection. */
interface Line {
  listener(bytes: Uint8Array): void;
  closeListener(reason: string): void;
  refuse(error: Error): void;
  closed(): void;
}

/** Turns of the event loop without any action after which a program counts as idle. */
const IDLE_TURNS = 10;

/**
 * A journal in place of board, clock and user. It repeats every event of the journal in order, and checks that the
 * program does exactly what the journal says, bit for bit.
 */
export class Replay implements ProgramIo {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly stop = new Stop();
  /** frames that the program sent again, identical to the journal */
  frames = 0;
  private cursor = 0;
  private time = 0;
  private readonly timers: (() => void)[] = [];
  private readonly lines: Line[] = [];
  private opening: { resolve(transport: Transport): void; reject(error: Error): void } | undefined;
  private end: ReplayEnd | undefined;

  /** @param first number of the first entry in its file, for messages */
  constructor(
    private readonly entries: readonly JournalEntry[],
    private readonly first = 0,
  ) {
    this.journal = { note: (entry) => this.did(entry) };
    this.clock = {
      now: () => this.time,
      after: (_milliseconds, callback) => {
        const timer = this.timers.push(callback) - 1;
        return () => void (this.timers[timer] = () => {});
      },
    };
  }

  /** A connection that exists from the beginning. */
  connect(provenance: Provenance = { kind: 'in-process' }): Transport {
    const nothing = () => {};
    const line: Line = { listener: nothing, closeListener: nothing, refuse: nothing, closed: nothing };
    const number = this.lines.push(line) - 1;
    return {
      provenance,
      write: (bytes) => this.write(bytes, number),
      onBytes: (listener) => (line.listener = listener),
      onClose: (listener) => (line.closeListener = listener),
      close: () => this.close(number),
    };
  }

  open(): Promise<Transport> {
    return new Promise((resolve, reject) => (this.opening = { resolve, reject }));
  }

  measured<Value>(): Value {
    const entry = this.entries[this.cursor];
    if (!this.end && entry && 'measured' in entry) {
      this.cursor++;
      return entry['measured'] as Value;
    }
    this.end ??= entry
      ? this.difference(this.cursor, 'the program measures something')
      : { kind: 'breaks off' };
    throw new RunError('the journal has no value for what the program measures');
  }

  /** Repeats the events until the replay ends. @param program settles when the program ends, with or without an error */
  async run(program: Promise<unknown>): Promise<ReplayEnd> {
    let ended = false;
    void program.catch(() => {}).finally(() => (ended = true));
    for (let idle = 0; idle < IDLE_TURNS && this.end === undefined;) {
      await new Promise((resolve) => setImmediate(resolve));
      const before = this.cursor;
      if (!ended) this.nextEvent();
      if (ended && this.cursor === this.entries.length) break;
      idle = this.cursor === before ? idle + 1 : 0;
    }
    return (this.end ??= this.conclude(ended));
  }

  private conclude(ended: boolean): ReplayEnd {
    const left = this.entries.findIndex((entry, at) => at >= this.cursor && !isEvent(entry));
    if (left >= 0) return this.difference(left, 'the program does nothing');
    return ended ? { kind: 'agrees' } : { kind: 'breaks off' };
  }

  private write(bytes: Uint8Array, number: number): Promise<void> {
    const sent = Buffer.from(bytes).toString('latin1');
    this.did({ sent, ...lineOf(number) });
    // A frame that begins with a line feed opens a line or is a repeat.
    if (!sent.startsWith('\n')) this.frames++;
    return new Promise((_, reject) => (this.lines[number].refuse = reject));
  }

  /** Settles with the journal's `closed` entry, if that comes before the program's next action. */
  private close(number: number): Promise<void> {
    for (let at = this.cursor; at < this.entries.length && isEvent(this.entries[at]); at++) {
      const { closed, line = 0 } = this.entries[at];
      if (closed !== undefined && line === number)
        return new Promise((resolve) => (this.lines[number].closed = resolve));
    }
    return Promise.resolve();
  }

  /** Compares an action of the program with the next entry of the journal. */
  private did(act: object): void {
    if (this.end) return;
    const entry = this.entries[this.cursor];
    if (entry === undefined) this.end = { kind: 'breaks off' };
    else if (contentOf(entry) === contentOf(act)) this.cursor++;
    else this.end = this.difference(this.cursor, `the program does ${short(contentOf(act))}`);
  }

  private difference(at: number, found: string): ReplayEnd {
    const entry = this.first + at;
    return {
      kind: 'differs',
      entry,
      sentence: `entry ${entry + 1} of the journal: got ${short(contentOf(this.entries[at]))}, but ${found}`,
    };
  }

  /** Repeats the next event of the journal, unless an action of the program comes first. */
  private nextEvent(): void {
    const entry = this.entries[this.cursor];
    if (entry === undefined || !isEvent(entry)) return;
    this.cursor++;
    this.time = entry.ms as number;
    if ('received' in entry) this.lineOf(entry)?.listener(Buffer.from(entry['received'] as string, 'latin1'));
    else if ('timer' in entry) this.timers[entry['timer'] as number]?.();
    else if ('closed' in entry) this.closed(entry);
    else if ('unwritten' in entry) this.lineOf(entry)?.refuse(new Error(entry['unwritten'] as string));
    else if ('opened' in entry) this.opening?.resolve(this.connect(entry['opened'] as Provenance));
    else if ('unopened' in entry) this.opening?.reject(new RunError(entry['unopened'] as string));
    else this.stop.request(entry['stop'] as string);
  }

  private closed(entry: JournalEntry): void {
    const line = this.lineOf(entry);
    line?.closeListener(entry['closed'] as string);
    line?.closed();
  }

  private lineOf({ line = 0 }: JournalEntry): Line | undefined {
    return this.lines[line as number];
  }
}

const EVENTS = ['received', 'timer', 'closed', 'unwritten', 'opened', 'unopened', 'stop'] as const;

function isEvent(entry: JournalEntry): boolean {
  return EVENTS.some((kind) => kind in entry);
}

/** An entry without its time. */
function contentOf(entry: object): string {
  const { at: _, ...rest } = entry as Partial<JournalEntry>;
  return JSON.stringify(rest);
}

function short(text: string): string {
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}
