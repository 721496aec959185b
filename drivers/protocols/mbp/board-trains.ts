import { FLAG } from '../../sessions/flag.js';
import { hexadecimal } from './hexadecimal.js';
import type { TrainJob } from './train-job.js';

/** The train that was last begun since the reset, and the request that began it. */
interface Begun {
  readonly seq: number;
  readonly nonce: string;
  readonly line: string;
  readonly job: TrainJob;
}

/** How a train ended: all given or stopped, at the compliance, by the watchdog, by a failure. */
export type Ending = 'OK' | 'COMPL' | 'SAFE' | 'HW';

/** The trains that a board gives, one at a time, and what it remembers of the last. */
export class BoardTrains {
  private last: Begun | undefined;
  private running = false;

  /** @param ended told of every train at its end */
  constructor(private readonly ended: (seq: number, line: string, how: Ending, job: TrainJob) => void) {}

  begin(seq: number, nonce: string, line: string, job: TrainJob): void {
    this.last = { seq, nonce, line, job };
    this.running = true;
  }

  get runs(): boolean {
    return this.running;
  }

  /** Whether this line began the train that runs. */
  began(line: string): boolean {
    return this.running && this.last!.line === line;
  }

  /** When it next has something to do, milliseconds. */
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

  /** Ends the train between two pulses, if one runs. */
  stop(how: 'OK' | 'SAFE' = 'OK'): void {
    if (!this.running) return;
    this.last!.job.flags |= FLAG.aborted;
    this.end(how);
  }

  /** Pulses and flags of the train of a session under a number; of one that never came, none. */
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

  /** As after a reset: nobody is told. */
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
