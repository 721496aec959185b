import type { CellArray } from '../../sessions/cell-array.js';
import { FLAG } from '../../sessions/flag.js';
import { hexadecimal } from './frame.js';

/** A train in the units of the cells, ready to run. */
export interface BoardTrain {
  readonly row: number;
  readonly column: number;
  readonly volts: number;
  readonly seconds: number;
  readonly periodMs: number;
  readonly count: number;
  /** compliance, amperes */
  readonly amperesMax: number;
}

/** A running train. It gives its pulses one by one as time passes, and counts them. */
export class TrainJob {
  done = 0;
  flags = 0;
  /** when the next pulse starts, or when the last one ends, milliseconds */
  due: number;

  constructor(
    readonly train: BoardTrain,
    private readonly cells: CellArray,
    now: number,
  ) {
    this.due = now;
  }

  get finished(): boolean {
    return this.done === this.train.count || this.flags !== 0;
  }

  /**
   * Starts the pulse that is due. A pulse that has started counts as delivered. This comparator is perfect: a pulse whose
   * current is above the limit ends at its start.
   */
  pulse(): void {
    const { train, cells } = this;
    const { row, column, volts, seconds, amperesMax } = train;
    const over = cells.exceeds?.(row, column, volts, amperesMax) ?? this.current() > amperesMax;
    this.done++;
    const width = over ? 0 : seconds;
    cells.pulse(row, column, volts, width);
    if (over) this.flags |= FLAG.compliance;
    this.due += this.finished ? width * 1e3 : train.periodMs;
  }

  private current(): number {
    const { cells, train } = this;
    const rowVolts = new Float64Array(cells.rows);
    rowVolts[train.row] = train.volts;
    return Math.abs(cells.current(train.column, rowVolts, 1));
  }
}

/** The last train since the reset, and the request that began it. */
interface Begun {
  readonly seq: number;
  readonly nonce: string;
  readonly line: string;
  readonly job: TrainJob;
}

/** How a train ended: complete or stopped (OK), at the compliance, by the watchdog (SAFE), by a failure (HW). */
export type Ending = 'OK' | 'COMPL' | 'SAFE' | 'HW';

/** The trains that a board runs, one at a time, and its memory of the last one. */
export class BoardTrains {
  private last: Begun | undefined;
  private running = false;

  /** @param ended called at the end of every train */
  constructor(private readonly ended: (seq: number, line: string, how: Ending, job: TrainJob) => void) {}

  begin(seq: number, nonce: string, line: string, job: TrainJob): void {
    this.last = { seq, nonce, line, job };
    this.running = true;
  }

  get runs(): boolean {
    return this.running;
  }

  /** Whether this line began the running train. */
  began(line: string): boolean {
    return this.running && this.last!.line === line;
  }

  /** When `step` is due, milliseconds; Infinity if no train runs. */
  get due(): number {
    return this.running ? this.last!.job.due : Infinity;
  }

  /** Starts the pulse that is due, or ends the train after its last. */
  step(): void {
    const { job } = this.last!;
    if (job.finished) return this.end((job.flags & FLAG.compliance) === 0 ? 'OK' : 'COMPL');
    try {
      job.pulse();
    } catch {
      this.end('HW');
    }
  }

  /** Ends a running train between two pulses. */
  stop(how: 'OK' | 'SAFE' = 'OK'): void {
    if (!this.running) return;
    this.last!.job.flags |= FLAG.aborted;
    this.end(how);
  }

  /** Pulses and flags of the train with a number in a session; no pulses if it never came. */
  outcome(nonce: string | undefined, seq: number): [done: number, flags: number] {
    const { last } = this;
    return last && last.nonce === nonce && last.seq === seq
      ? [last.job.done, last.job.flags]
      : [0, FLAG.aborted];
  }

  /** The values of LAST. */
  asSent(): (string | number)[] {
    if (!this.last) return [hexadecimal(0), 'NONE', 0, 0, 0, hexadecimal(0)];
    const { seq, nonce, job } = this.last;
    return [hexadecimal(seq), 'TRAIN', job.done, job.train.count, job.flags, nonce];
  }

  /** Forgets the last train, as a reset does; `ended` is not called. */
  forget(): void {
    this.last = undefined;
    this.running = false;
  }

  private end(how: Ending): void {
    const { seq, line, job } = this.last!;
    this.running = false;
    this.ended(seq, line, how, job);
  }
}
