import { FormTable } from './form-table.js';
import { GrowthTables } from './growth-tables.js';
import { jartV1b, type JartParameters } from './jart-parameters.js';
import { gradualProgramming, type JartProgramming } from './jart-programming.js';

/** How far beyond the window ln N may go in cells of another form. */
const MARGIN = 0.7;
/** Limits of N in any cell, 1e26 m⁻³. */
const [LEAST, MOST] = [0.004, 22];

/** The tables that all banks of cells that differ share. */
export class VariedArray {
  /** ends of ln N of the tables */
  readonly lowest: number;
  readonly highest: number;
  /** conductance at the read voltage */
  readonly reads: FormTable;
  readonly growths: GrowthTables;

  constructor(
    readonly programming: JartProgramming = gradualProgramming,
    readonly parameters: JartParameters = jartV1b,
  ) {
    const { lowestN, highestN, readVolts } = programming;
    this.lowest = Math.max(Math.log(lowestN) - MARGIN, Math.log(LEAST));
    this.highest = Math.min(Math.log(highestN) + MARGIN, Math.log(MOST));
    this.reads = new FormTable(parameters, this.lowest, this.highest, (cell, n) => {
      cell.solve(n, -readVolts);
      return cell.amperes / -readVolts;
    });
    this.growths = new GrowthTables(parameters, this.lowest, this.highest);
  }
}
