import { RunError } from '../../../src/core/errors.js';
import type { Place } from '../../sessions/board-session.js';
import type { Capabilities } from '../../sessions/capabilities.js';
import { BoardRefused } from '../../sessions/errors.js';
import type { Limits } from '../../sessions/limits.js';
import type { RequestGuard } from '../../sessions/request-guard.js';
import type { RequestOptions } from './exchange.js';
import { integers } from './frame.js';
import type { MbpLink } from './mbp-link.js';
import {
  checkApplied,
  integersOf,
  readingFrom,
  summedReadingFrom,
  type Reading,
  type SummedReading,
} from './parse-answers.js';

/** Time of one sample, and of the text of one cell at 115200 bit/s; READALL has many of both. */
const SAMPLE_NANOS = 100_000;
const TEXT_NANOS = 3_000_000;

/** The reads of a session. A read does not change a device, so it can be repeated. */
export class Reads {
  /** @param optionsFor the options of a request whose answer takes this many nanoseconds to measure */
  constructor(
    private readonly link: MbpLink,
    private readonly guard: RequestGuard,
    private readonly can: Capabilities,
    private readonly limits: Limits,
    private readonly optionsFor: (nanos: number) => RequestOptions,
  ) {}

  async one(place: Place, microvolts: number, settleNanos: number, averages: number): Promise<Reading> {
    this.guard.read(place, microvolts, settleNanos, averages);
    const args = [place.row, place.column, microvolts, settleNanos, averages];
    const values = await this.link.request(
      'READ',
      args,
      this.optionsFor((settleNanos + SAMPLE_NANOS) * averages),
    );
    return readingFrom(values, this.limits);
  }

  /** The sum of the currents of several rows, each at its own voltage; all other rows are at ground. */
  async sum(
    column: number,
    rows: readonly number[],
    microvolts: readonly number[],
    settleNanos: number,
    averages: number,
  ): Promise<SummedReading> {
    this.guard.readSet(column, rows, microvolts, settleNanos, averages);
    const drive = rows.flatMap((row, k) => [row, microvolts[k]]);
    const args = [column, rows.length, ...drive, settleNanos, averages];
    return summedReadingFrom(
      await this.link.request('READSET', args, this.optionsFor((settleNanos + SAMPLE_NANOS) * averages)),
    );
  }

  /** Every device, row by row, with one request. Devices whose line was lost are read one by one; so are all, if the board does not know READALL. */
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
    microvolts: number,
    settleNanos: number,
    averages: number,
  ): Promise<readonly (Reading | undefined)[]> {
    this.guard.read({ row: 0, column: 0 }, microvolts, settleNanos, averages);
    const cells = this.can.rows * this.can.columns;
    const sums: SummedReading[] = [];
    const options = {
      ...this.optionsFor(cells * ((settleNanos + SAMPLE_NANOS) * averages + TEXT_NANOS)),
      onPart: (values: readonly string[]) => this.take(sums, values),
    };
    try {
      const values = await this.link.request('READALL', [microvolts, settleNanos, averages], options);
      const applied = this.appliedFrom(values);
      return Array.from({ length: cells }, (_, cell) => sums[cell] && { ...sums[cell], microvolts: applied });
    } catch (error) {
      if (error instanceof BoardRefused && error.code === 'VERB') return [];
      throw error;
    }
  }

  /** Takes a line of READALL: row, column of the first cell, then pA, raw counts and flags of each cell in that row. */
  private take(sums: SummedReading[], values: readonly string[]): void {
    const [row, first, ...readings] = integers(values) ?? [];
    const { rows, columns } = this.can;
    const [end, whole] = [first + readings.length / 3, readings.length % 3 === 0];
    // An invalid line counts as lost.
    if (!(whole && row >= 0 && row < rows && first >= 0 && end <= columns)) return;
    for (let column = first; column < end; column++) {
      const [picoamps, raw, flags] = readings.slice(3 * (column - first));
      sums[row * columns + column] = { picoamps, raw, flags };
    }
  }

  private appliedFrom(values: readonly string[]): number {
    const [rows, columns, microvolts] = integersOf('READALL', values, 3);
    if (rows !== this.can.rows || columns !== this.can.columns)
      throw new RunError(
        `the board's answer to READALL: got ${rows} × ${columns} devices: expected ${this.can.rows} × ${this.can.columns}`,
      );
    checkApplied('READALL', microvolts, this.limits);
    return microvolts;
  }
}
