import { JartCell } from './jart-cell.js';
import { jartV1b, type JartParameters } from './jart-parameters.js';
import { gradualProgramming, type JartProgramming } from './jart-programming.js';
import { PulseTables } from './pulse-tables.js';
import { ReadTable } from './read-table.js';

/** The tables that all banks of one kind of cell share. @throws RangeError where the window or a pulse cannot be */
export class JartArray {
  readonly reads: ReadTable;
  readonly tables: PulseTables;

  constructor(
    readonly programming: JartProgramming = gradualProgramming,
    readonly parameters: JartParameters = jartV1b,
  ) {
    const { lowestN, highestN, readVolts } = programming;
    const cell = new JartCell(parameters);
    const ends = [Math.log(lowestN), Math.log(highestN)] as const;
    this.reads = new ReadTable(cell, -readVolts, ...ends);
    this.tables = new PulseTables(cell, ...ends);
  }

  /** Highest temperature of the filament in the pulses of the programming, K. */
  get hottest(): number {
    const { set, reset } = this.programming;
    return Math.max(this.tables.of(set).hottest, this.tables.of(reset).hottest);
  }
}
