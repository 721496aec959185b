import { RunError } from '../../../src/core/errors.js';
import type { Capabilities } from '../../sessions/capabilities.js';
import { BoardRefused } from '../../sessions/errors.js';
import type { Patience } from './exchange.js';
import { integers } from '../../sessions/integer.js';
import type { Limits } from '../../sessions/limits.js';
import type { MbpLink } from './mbp-link.js';
import type { Permit } from '../../sessions/permit.js';
import {
  answered,
  checkApplied,
  readingFrom,
  summedReadingFrom,
  type Reading,
  type SummedReading,
} from '../../sessions/reading.js';
import type { Place } from '../../sessions/train.js';

/** What a sample takes, and what the text of a cell takes at 115200 bit/s: of a READALL, which has many of both. */
const SAMPLE_NANOS = 100_000;
const TEXT_NANOS = 3_000_000;

/** All that can be read over a link; reads disturb nothing, and may be made again. */
export class Reads {
  /** @param patience with an answer that takes so many nanoseconds to make */
  constructor(
    private readonly link: MbpLink,
    private readonly permit: Permit,
    private readonly can: Capabilities,
    private readonly limits: Limits,
    private readonly patience: (nanos: number) => Patience,
  ) {}

  async one(place: Place, microvolts: number, settleNanos: number, averages: number): Promise<Reading> {
    this.permit.read(place, microvolts, settleNanos, averages);
    const args = [place.row, place.column, microvolts, settleNanos, averages];
    const values = await this.link.request('READ', args, this.patience(settleNanos * averages));
    return readingFrom(values, this.limits);
  }

  /** The sum of the currents of several rows, each at its voltage, the others at ground. */
  async sum(
    column: number,
    rows: readonly number[],
    microvolts: readonly number[],
    settleNanos: number,
    averages: number,
  ): Promise<SummedReading> {
    this.permit.readSet(column, rows, microvolts, settleNanos, averages);
    const drive = rows.flatMap((row, k) => [row, microvolts[k]]);
    const args = [column, rows.length, ...drive, settleNanos, averages];
    return summedReadingFrom(await this.link.request('READSET', args, this.patience(settleNanos * averages)));
  }

  /** Every device, row after row, by one request; those whose line was lost, or all if the board does not know it, one by one. */
  async all(microvolts: number, settleNanos: number, averages: number): Promise<Reading[]> {
    const { rows, columns } = this.can;
    const found = await this.atOnce(microvolts, settleNanos, averages);
    const readings: Reading[] = [];
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        readings.push(
          found[row * columns + column] ??
            (await this.one({ row, column }, microvolts, settleNanos, averages)),
        );
    return readings;
  }

  private async atOnce(
    asked: number,
    settleNanos: number,
    averages: number,
  ): Promise<readonly (Reading | undefined)[]> {
    this.permit.read({ row: 0, column: 0 }, asked, settleNanos, averages);
    const cells = this.can.rows * this.can.columns;
    const sums: SummedReading[] = [];
    const patience = {
      ...this.patience(cells * ((settleNanos + SAMPLE_NANOS) * averages + TEXT_NANOS)),
      part: (values: readonly string[]) => this.take(sums, values),
    };
    try {
      const values = await this.link.request('READALL', [asked, settleNanos, averages], patience);
      const microvolts = this.appliedFrom(values);
      return Array.from({ length: cells }, (_, cell) => sums[cell] && { ...sums[cell], microvolts });
    } catch (error) {
      if (error instanceof BoardRefused && error.code === 'VERB') return [];
      throw error;
    }
  }

  /** Row, column of the first, and pA, raw counts and flags of each cell from there on in that row. */
  private take(sums: SummedReading[], values: readonly string[]): void {
    const [row, first, ...told] = integers(values) ?? [];
    const { rows, columns } = this.can;
    const [end, whole] = [first + told.length / 3, told.length % 3 === 0];
    // What is no such line counts as lost.
    if (!(whole && row >= 0 && row < rows && first >= 0 && end <= columns)) return;
    for (let column = first; column < end; column++) {
      const [picoamps, raw, flags] = told.slice(3 * (column - first));
      sums[row * columns + column] = { picoamps, raw, flags };
    }
  }

  private appliedFrom(values: readonly string[]): number {
    const [rows, columns, microvolts] = answered('READALL', values, 3);
    if (rows !== this.can.rows || columns !== this.can.columns)
      throw new RunError(
        `the board's answer to READALL: got ${rows} × ${columns} devices: expected ${this.can.rows} × ${this.can.columns}`,
      );
    checkApplied('READALL', microvolts, this.limits);
    return microvolts;
  }
}
