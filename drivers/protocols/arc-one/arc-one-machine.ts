import type { Clock } from '../../ports/clock.js';
import type { CellArray } from '../../sessions/cell-array.js';
import { LineMachine } from '../unnumbered/line-machine.js';
import { Malformed, type Dialogue } from './job-dialogue.js';
import { jobNamed } from './machine-jobs.js';

/** The board drops a line that comes sooner than this after the previous one, milliseconds. */
const MINIMUM_GAP_MS = 0.5;
const RESET = '00';
/** Read voltage after a reset. */
const DEFAULT_READ_VOLTS = 0.5;
/** Pulses beyond this voltage, or in a job beyond this number, are not given. The number is a choice. */
const [HIGHEST_VOLTS, PULSES_IN_A_JOB] = [12, 100_000];
/** A number as clients write it; a reset that is taken for a number is one, too. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** Resistance that it reports at no current, ohms; a choice. */
const OPEN_OHMS = 1e12;

/**
 * ArC ONE as its clients see it: it receives job names and numbers line by line, and answers with raw floats. Its firmware
 * is not public, so this machine follows what its published clients send and expect. After an unknown job, or a line that is
 * no number of its job, it ignores all lines until a reset, so that no number is taken for a job.
 */
export class ArcOneMachine extends LineMachine {
  readVolts = DEFAULT_READ_VOLTS;
  cycles = 1;
  /** lines that came too soon */
  dropped = 0;
  selected: readonly [word: number, bit: number] = [0, 0];
  /** whether it ignores lines until a reset */
  deaf = false;
  private job: Dialogue | undefined;
  private pulses = 0;
  private last = -Infinity;

  /** @param clock to measure gaps; without it no line comes too soon @param version of its firmware; old firmware reports none */
  constructor(
    private readonly cells: CellArray,
    private readonly clock?: Clock,
    readonly version: readonly [major: number, minor: number] | undefined = [2, 1],
  ) {
    super();
  }

  get words(): number {
    return this.cells.rows;
  }

  reset(): void {
    this.job = undefined;
    this.deaf = false;
    this.selected = [0, 0];
    this.readVolts = DEFAULT_READ_VOLTS;
    this.cycles = 1;
  }

  /** The resistance of some word lines of a bit line in parallel; lines count from 1. */
  ohms(words: readonly number[], bit: number, readVolts = this.readVolts): number {
    const volts = new Float64Array(this.cells.rows);
    for (const word of words) if (this.has(word, bit)) volts[word - 1] = readVolts;
    const amperes = this.has(1, bit) ? this.cells.current(bit - 1, volts, this.cycles) : 0;
    return amperes === 0 ? OPEN_OHMS : readVolts / amperes;
  }

  /** A pulse of a job. Nothing is pulsed at 0 V, beyond ±12 V, or where no device is. */
  pulse(word: number, bit: number, volts: number, seconds: number): void {
    if (this.pulses++ >= PULSES_IN_A_JOB)
      throw new Malformed(`expected at most ${PULSES_IN_A_JOB} pulses in a job`);
    const possible = volts !== 0 && Math.abs(volts) <= HIGHEST_VOLTS && seconds > 0;
    if (possible && this.has(word, bit)) this.cells.pulse(word - 1, bit - 1, volts, seconds);
  }

  floats(...values: readonly number[]): void {
    const bytes = Buffer.alloc(4 * values.length);
    values.forEach((value, i) => bytes.writeFloatLE(value, 4 * i));
    this.say(bytes);
  }

  text(line: string): void {
    this.say(`${line}\n`);
  }

  bytes(bytes: Uint8Array): void {
    this.say(bytes);
  }

  protected hear(line: string): void {
    if (this.tooSoon()) return;
    if (this.job) this.advance(line);
    else if (line === RESET) this.reset();
    else if (!this.deaf && line !== '') this.begin(line);
  }

  private begin(name: string): void {
    this.job = jobNamed(name)?.(this);
    this.pulses = 0;
    this.deaf = !this.job;
    this.step(0);
  }

  private advance(line: string): void {
    if (NUMBER.test(line.trim())) return this.step(Number(line));
    this.job = undefined;
    this.deaf = true;
  }

  /** Gives a number to the job; the one that starts it has no meaning. */
  private step(number: number): void {
    try {
      if (this.job?.next(number).done) this.job = undefined;
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      this.job = undefined;
      this.deaf = true;
    }
  }

  private tooSoon(): boolean {
    const now = this.clock?.now() ?? Infinity;
    const gap = now - this.last;
    this.last = now;
    if (!(gap < MINIMUM_GAP_MS)) return false;
    this.dropped++;
    return true;
  }

  private has(word: number, bit: number): boolean {
    const { rows, columns } = this.cells;
    const whole = Number.isInteger(word) && Number.isInteger(bit);
    return whole && word >= 1 && word <= rows && bit >= 1 && bit <= columns;
  }
}
