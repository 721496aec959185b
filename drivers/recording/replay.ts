import type { Clock } from '../clock.js';
import type { Journal } from '../journal.js';
import type { JournalEntry } from '../read-journal.js';
import type { Transport } from '../transport.js';
import { Stop } from './stop.js';

/** How a replay ended: the program came to its end, or the journal did, or they are not of one mind. */
export type ReplayEnd =
  | { kind: 'agrees' }
  /** the program was killed here, or lost its power */
  | { kind: 'breaks off' }
  | { kind: 'differs'; entry: number; sentence: string };

/** Turns in which a program may do nothing before it is said to do nothing. */
const IDLE_TURNS = 10;

/**
 * A journal in the place of board, clock and user: all that happened to the program happens to it again, in that order,
 * and each thing that it does must be what the journal says that it did, bit for bit.
 */
export class Replay {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly stop = new Stop();
  /** frames that were sent again as they had been */
  frames = 0;
  private cursor = 0;
  private time = 0;
  private readonly timers: (() => void)[] = [];
  private listener: (bytes: Uint8Array) => void = () => {};
  private mourner: (reason: string) => void = () => {};
  private refuse: (error: Error) => void = () => {};
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
    this.transport = {
      provenance: { kind: 'in-process' },
      write: (bytes) => this.write(bytes),
      onBytes: (listener) => (this.listener = listener),
      onClose: (listener) => (this.mourner = listener),
      close: () => Promise.resolve(),
    };
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

  private write(bytes: Uint8Array): Promise<void> {
    const sent = Buffer.from(bytes).toString('latin1');
    this.did({ sent });
    if (sent.startsWith('>')) this.frames++;
    return new Promise((_, reject) => (this.refuse = reject));
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
    if ('received' in entry) this.listener(Buffer.from(entry.received as string, 'latin1'));
    else if ('timer' in entry) this.timers[entry.timer as number]?.();
    else if ('closed' in entry) this.mourner(entry.closed as string);
    else if ('unwritten' in entry) this.refuse(new Error(entry.unwritten as string));
    else this.stop.because(entry.stop as string);
  }
}

const STIMULI = ['received', 'timer', 'closed', 'unwritten', 'stop'] as const;

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
