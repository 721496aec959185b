import type { Capabilities } from '../../sessions/capabilities.js';
import type { CellArray } from '../../sessions/cell-array.js';
import type { RefusalCode } from '../../sessions/errors.js';
import {
  limitBeyondBoard,
  limitsAsSent,
  limitsFrom,
  trainBeyond,
  type Limits,
} from '../../sessions/limits.js';
import { readDose, readSeconds } from '../../sessions/read-dose.js';
import { TrainJob } from './board-trains.js';
import { BoardZeros } from './board-zeros.js';
import { Converter } from './converter.js';
import { integers } from './frame.js';
import { HEARTBEAT_MAX_MS } from './heartbeat.js';

/** A verb of the board throws it to answer `ER`, with a code and details for the host. */
export class Refused extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly details: readonly (string | number)[] = [],
  ) {
    super(code);
  }
}

const AVERAGES_MAX = 4096;
/** Cells in one line of READALL; so many always fit. */
const CELLS_A_LINE = 4;
type Seven = [number, number, number, number, number, number, number];

/** A board's cells, read and pulsed only within its limits. It refuses what is beyond and never clips. */
export class GuardedCells {
  armed = false;
  /** silence after which the board makes itself safe */
  heartbeatMs = 0;
  /** when the host was last heard, milliseconds */
  heardAt = 0;
  private limits: Limits | undefined;
  private readonly zeros: BoardZeros;
  private readonly converter: Converter;
  private readonly rowVolts: Float64Array;

  constructor(
    private readonly can: Capabilities,
    private readonly cells: CellArray,
  ) {
    this.converter = new Converter(can);
    this.rowVolts = new Float64Array(cells.rows);
    this.zeros = new BoardZeros(cells, this.rowVolts);
  }

  get limited(): boolean {
    return this.limits !== undefined;
  }

  /** When the watchdog makes the board safe, milliseconds; Infinity if it is not armed. */
  get watchdogDue(): number {
    return this.armed ? this.heardAt + this.heartbeatMs : Infinity;
  }

  /** Forgets limits and arming, as after a reset. */
  forget(): void {
    this.limits = undefined;
    this.armed = false;
  }

  /** The values of ZERO. */
  zerosAsSent(): number[] {
    if (!this.can.measuresZeros) throw new Refused('VERB');
    return this.zeros.asSent();
  }

  limit(args: readonly string[]): number[] {
    const limits = limitsFrom(numbers(args, 7));
    const beyond = limitBeyondBoard(limits, this.can);
    if (beyond > 0) throw new Refused('RANGE', [beyond]);
    this.limits = limits;
    this.armed = false;
    return limitsAsSent(limits);
  }

  /** Returns the heartbeat, milliseconds. @param uptime milliseconds since the reset */
  arm(args: readonly string[], uptime: number): number {
    const [heartbeat] = numbers(args, 1);
    this.allowed();
    must(heartbeat > 0 && heartbeat <= HEARTBEAT_MAX_MS, 'RANGE', 1);
    if (this.can.measuresZeros) this.zeros.measure(uptime);
    this.armed = true;
    return (this.heartbeatMs = heartbeat);
  }

  read(args: readonly string[]): number[] {
    const [row, column, asked, settle, averages] = numbers(args, 5);
    const { readMicrovoltsMax } = this.allowed();
    must(row >= 0 && row < this.can.rows, 'RANGE', 1);
    must(column >= 0 && column < this.can.columns, 'RANGE', 2);
    must(Math.abs(asked) <= readMicrovoltsMax, 'LIMIT', 3);
    const seconds = this.timing(asked, settle, averages, 4);
    const [picoamps, raw, flags] = this.cell(row, column, asked, averages, seconds);
    return [picoamps, this.converter.microvolts(asked), raw, flags];
  }

  /** Reports some cells at a time: row, column of the first, then pA, raw counts and flags of each cell. */
  readAll(args: readonly string[], report: (cells: number[]) => void): number[] {
    const [asked, settle, averages] = numbers(args, 3);
    const { rows, columns } = this.can;
    must(Math.abs(asked) <= this.allowed().readMicrovoltsMax, 'LIMIT', 1);
    const seconds = this.timing(asked, settle, averages, 2);
    for (let row = 0; row < rows; row++) {
      for (let first = 0; first < columns; first += CELLS_A_LINE) {
        const some = Array.from({ length: Math.min(CELLS_A_LINE, columns - first) }, (_, k) => first + k);
        report([row, first, ...some.flatMap((column) => this.cell(row, column, asked, averages, seconds))]);
      }
    }
    return [rows, columns, this.converter.microvolts(asked)];
  }

  readSet(args: readonly string[]): number[] {
    const sent = integers(args);
    const [column, n] = sent ?? [];
    if (!sent || column === undefined || n === undefined || sent.length !== 4 + 2 * n)
      throw new Refused('ARG', [args.length]);
    const { readMicrovoltsMax } = this.allowed();
    must(column >= 0 && column < this.can.columns, 'RANGE', 1);
    must(n > 0 && n <= this.can.rowset, 'RANGE', 2);
    const [settle, averages] = sent.slice(-2);
    const highest = Math.max(...sent.slice(2, -2).map((value, at) => (at % 2 ? Math.abs(value) : 0)));
    const seconds = this.timing(highest, settle, averages, 3 + 2 * n);
    const seen = new Set<number>();
    // All voltages are checked before the first is applied.
    for (let at = 2; at < 2 + 2 * n; at += 2) {
      must(sent[at] >= 0 && sent[at] < this.can.rows && !seen.has(sent[at]), 'RANGE', at + 1);
      must(Math.abs(sent[at + 1]) <= readMicrovoltsMax, 'LIMIT', at + 2);
      seen.add(sent[at]);
    }
    for (let at = 2; at < 2 + 2 * n; at += 2) this.drive(sent[at], sent[at + 1]);
    return this.converter.reading(this.measure(column, averages, seconds));
  }

  train(args: readonly string[], now: number): TrainJob {
    const [row, column, microvolts, widthNanos, periodNanos, count, readEvery] = numbers(args, 7);
    const { can } = this;
    const limits = this.allowed();
    must(this.armed, 'UNARMED');
    must(row >= 0 && row < can.rows, 'RANGE', 1);
    must(column >= 0 && column < can.columns, 'RANGE', 2);
    must(microvolts >= can.microvoltsMin && microvolts <= can.microvoltsMax, 'RANGE', 3);
    must(widthNanos >= can.nanosMin && widthNanos <= can.nanosMax, 'RANGE', 4);
    must(periodNanos >= widthNanos, 'RANGE', 5);
    must(count > 0 && count <= can.pulsesMax, 'RANGE', 6);
    must(readEvery === 0, 'RANGE', 7);
    must(trainBeyond(limits, { microvolts, widthNanos, count }) === undefined, 'LIMIT');
    const volts = this.converter.microvolts(microvolts) * 1e-6;
    const amperesMax = limits.picoampsMax * 1e-12;
    const timing = { seconds: widthNanos * 1e-9, periodMs: periodNanos * 1e-6 };
    must(this.cells.knows?.(row, column, volts, timing.seconds) ?? true, 'RANGE', 3);
    return new TrainJob({ row, column, volts, count, amperesMax, ...timing }, this.cells, now);
  }

  private cell(
    row: number,
    column: number,
    asked: number,
    averages: number,
    seconds: number,
  ): [number, number, number] {
    const microvolts = this.drive(row, asked);
    const amperes = this.measure(column, averages, seconds);
    const [picoamps, raw, flags] = this.converter.reading(amperes);
    return [picoamps, raw, flags | this.converter.suspicion(amperes, microvolts)];
  }

  private allowed(): Limits {
    if (!this.limits) throw new Refused('NOLIMITS');
    return this.limits;
  }

  /** How long a reading takes, seconds. @param at number of the argument that is the settling time */
  private timing(microvolts: number, settle: number, averages: number, at: number): number {
    must(settle >= 0, 'RANGE', at);
    must(averages > 0 && averages <= AVERAGES_MAX, 'RANGE', at + 1);
    must(readDose(microvolts, settle, averages) <= (this.can.readDoseMax || Infinity), 'RANGE', at + 1);
    return readSeconds(settle, averages);
  }

  private drive(row: number, asked: number): number {
    const microvolts = this.converter.microvolts(asked);
    this.rowVolts[row] = microvolts * 1e-6;
    return microvolts;
  }

  /** The mean of several samples; then every row is at ground again. */
  private measure(column: number, averages: number, seconds: number): number {
    const amperes = this.cells.current(column, this.rowVolts, averages, seconds) - this.zeros.amperes[column];
    this.rowVolts.fill(0);
    return amperes;
  }
}

function must(right: boolean, code: 'RANGE' | 'LIMIT' | 'UNARMED', argument?: number): void {
  if (!right) throw new Refused(code, argument === undefined ? [] : [argument]);
}

function numbers(args: readonly string[], count: 1 | 3 | 5 | 7): Seven {
  const sent = integers(args);
  if (sent?.length !== count) throw new Refused('ARG', [args.length]);
  return sent as Seven;
}
