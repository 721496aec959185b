import type { Clock } from '../../ports/clock.js';
import type { CellArray } from '../../sessions/cell-array.js';
import { LineMachine } from '../unnumbered/line-machine.js';
import { jobs, type Job } from './machine-jobs.js';

/** The board drops a line that comes sooner than this after the previous one, milliseconds. */
const MINIMUM_GAP_MS = 0.5;
/** Read voltage after a reset. */
const DEFAULT_READ_VOLTS = 0.5;
/** Resistance that it reports at no current, ohms; a choice. */
const OPEN_OHMS = 1e12;

/**
 * ArC ONE as its clients see it: it receives job names and numbers line by line, and answers with raw floats. Its firmware
 * is not public, so this machine follows what its published clients send and expect.
 */
export class ArcOneMachine extends LineMachine {
  readVolts = DEFAULT_READ_VOLTS;
  cycles = 1;
  /** lines that came too soon */
  dropped = 0;
  selected: readonly [word: number, bit: number] = [0, 0];
  private job: Job | undefined;
  private numbers: number[] = [];
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

  pulse(word: number, bit: number, volts: number, seconds: number): void {
    if (this.has(word, bit)) this.cells.pulse(word - 1, bit - 1, volts, seconds);
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
    if (this.job) this.numbers.push(Number(line));
    else {
      // An unknown job is not answered.
      this.job = jobs[line];
      this.numbers = [];
    }
    this.advance();
  }

  private advance(): void {
    const { job, numbers } = this;
    if (!job) return;
    const { header, more = () => 0, each, run } = job;
    if (numbers.length < header(numbers[0])) return;
    const pairs = more(numbers);
    const beyond = numbers.length - header(numbers[0]);
    if (each && beyond > 0 && beyond % 2 === 0) each(this, numbers, numbers.at(-2)!, numbers.at(-1)!);
    if (beyond < pairs) return;
    this.job = undefined;
    run?.(this, numbers);
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
    return word >= 1 && word <= rows && bit >= 1 && bit <= columns;
  }
}
