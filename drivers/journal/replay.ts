import { RunError } from '../../src/core/errors.js';
import type { Clock } from '../ports/clock.js';
import type { Journal } from './journal.js';
import type { Provenance } from '../ports/provenance.js';
import type { JournalEntry } from './read-journal.js';
import type { Transport } from '../ports/transport.js';
import type { Course } from './course.js';
import { lineOf } from './recording.js';
import { Stop } from './stop.js';

/** How a replay ended: the program came to its end, or the journal did, or they are not of one mind. */
export type ReplayEnd =
  | { kind: 'agrees' }
  /** the program was killed here, or lost its power */
  | { kind: 'breaks off' }
  | { kind: 'differs'; entry: number; sentence: string };

/** The program's end of one connection. */
interface Line {
  listener(bytes: Uint8Array): void;
  mourner(reason: string): void;
  refuse(error: Error): void;
  closed(): void;
}

/** Turns in which a program may do nothing before it is said to do nothing. */
const IDLE_TURNS = 10;

/**
 * A journal in the place of board, clock and user: all that happened to the program happens to it again, in that order,
 * and each thing that it does must be what the journal says that it did, bit for bit.
 */
export class Replay implements Course {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly stop = new Stop();
  /** frames that were sent again as they had been */
  frames = 0;
  private cursor = 0;
  private time = 0;
  private readonly timers: (() => void)[] = [];
  private readonly lines: Line[] = [];
  private opening: { resolve(transport: Transport): void; reject(error: Error): void } | undefined;
  private end: ReplayEnd | undefined;

  /** @param first number of the first entry in its file, for sentences */
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

  /** A connection that is there from the beginning. */
  connect(provenance: Provenance = { kind: 'in-process' }): Transport {
    const nobody = () => {};
    const line: Line = { listener: nobody, mourner: nobody, refuse: nobody, closed: nobody };
    const number = this.lines.push(line) - 1;
    return {
      provenance,
      write: (bytes) => this.write(bytes, number),
      onBytes: (listener) => (line.listener = listener),
      onClose: (listener) => (line.mourner = listener),
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
    throw new RunError('the journal has no number for what the program measures');
  }

  /** Lets everything happen again until there is an end. @param program settles when the program ends, well or not */
  async run(program: Promise<unknown>): Promise<ReplayEnd> {
    let ended = false;
    void program.catch(() => {}).finally(() => (ended = true));
    for (let idle = 0; idle < IDLE_TURNS && this.end === undefined;) {
      await new Promise((resolve) => setImmediate(resolve));
      const before = this.cursor;
      if (!ended) this.happen();
      if (ended && this.cursor === this.entries.length) break;
      idle = this.cursor === before ? idle + 1 : 0;
    }
    return (this.end ??= this.conclude(ended));
  }

  private conclude(ended: boolean): ReplayEnd {
    const left = this.entries.findIndex((entry, at) => at >= this.cursor && !isStimulus(entry));
    if (left >= 0) return this.difference(left, 'the program does nothing');
    return ended ? { kind: 'agrees' } : { kind: 'breaks off' };
  }

  private write(bytes: Uint8Array, number: number): Promise<void> {
    const sent = Buffer.from(bytes).toString('latin1');
    this.did({ sent, ...lineOf(number) });
    // One that begins with a line feed opens a line, or is sent again.
    if (!sent.startsWith('\n')) this.frames++;
    return new Promise((_, reject) => (this.lines[number].refuse = reject));
  }

  /** Over when the journal says so, if it does before the program did anything else. */
  private close(number: number): Promise<void> {
    for (let at = this.cursor; at < this.entries.length && isStimulus(this.entries[at]); at++) {
      const { closed, line = 0 } = this.entries[at];
      if (closed !== undefined && line === number)
        return new Promise((resolve) => (this.lines[number].closed = resolve));
    }
    return Promise.resolve();
  }

  /** The program did something: it is the next thing in the journal, or an end. */
  private did(act: object): void {
    if (this.end) return;
    const entry = this.entries[this.cursor];
    if (entry === undefined) this.end = { kind: 'breaks off' };
    else if (sayings(entry) === sayings(act)) this.cursor++;
    else this.end = this.difference(this.cursor, `the program does ${short(sayings(act))}`);
  }

  private difference(at: number, found: string): ReplayEnd {
    const entry = this.first + at;
    return {
      kind: 'differs',
      entry,
      sentence: `entry ${entry + 1} of the journal: got ${short(sayings(this.entries[at]))}, but ${found}`,
    };
  }

  /** Whatever happened to the program next, up to what it did next. */
  private happen(): void {
    const entry = this.entries[this.cursor];
    if (entry === undefined || !isStimulus(entry)) return;
    this.cursor++;
    this.time = entry.ms as number;
    if ('received' in entry) this.lineOf(entry)?.listener(Buffer.from(entry['received'] as string, 'latin1'));
    else if ('timer' in entry) this.timers[entry['timer'] as number]?.();
    else if ('closed' in entry) this.closed(entry);
    else if ('unwritten' in entry) this.lineOf(entry)?.refuse(new Error(entry['unwritten'] as string));
    else if ('opened' in entry) this.opening?.resolve(this.connect(entry['opened'] as Provenance));
    else if ('unopened' in entry) this.opening?.reject(new RunError(entry['unopened'] as string));
    else this.stop.because(entry['stop'] as string);
  }

  private closed(entry: JournalEntry): void {
    const line = this.lineOf(entry);
    line?.mourner(entry['closed'] as string);
    line?.closed();
  }

  private lineOf({ line = 0 }: JournalEntry): Line | undefined {
    return this.lines[line as number];
  }
}

const STIMULI = ['received', 'timer', 'closed', 'unwritten', 'opened', 'unopened', 'stop'] as const;

function isStimulus(entry: JournalEntry): boolean {
  return STIMULI.some((kind) => kind in entry);
}

/** What an entry says, whenever it said it. */
function sayings(entry: object): string {
  const { at: _, ...rest } = entry as Partial<JournalEntry>;
  return JSON.stringify(rest);
}

function short(text: string): string {
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}
