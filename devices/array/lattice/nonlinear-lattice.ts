import { linearise, type CellLaw } from './cell-law.js';
import type { Lattice } from './lattice.js';
import type { Drive } from './drive.js';
import type { LineEnds } from './line-ends.js';

/** Newton steps of an array. */
const STEPS = 50;
/** change of a cell's voltage against the largest, below which it has settled */
const SETTLED = 1e-12;

/** An array of cells with any law, solved by Newton's method on the exact solver: each step solves the network of the cells' slopes. */
export class NonlinearLattice {
  /** Newton steps of the last `solve` */
  steps = 0;
  private readonly slope: Float64Array;
  private readonly rest: Float64Array;
  private readonly volts: Float64Array;

  constructor(
    readonly lattice: Lattice,
    private readonly law: CellLaw,
  ) {
    const cells = lattice.rows * lattice.columns;
    [this.slope, this.rest, this.volts] = [0, 0, 0].map(() => new Float64Array(cells));
  }

  /** Finds the voltages, which the lattice then holds. @returns whether they settled */
  solve(
    conductance: Float64Array,
    ends: { rows: LineEnds; columns: LineEnds },
    drive: Omit<Drive, 'injected'>,
    tolerance: number,
  ): boolean {
    const { lattice, slope, rest, volts, law } = this;
    const { rows, columns } = drive;
    volts.fill(0);
    for (this.steps = 1; this.steps <= STEPS; this.steps++) {
      linearise(law, conductance, volts, slope, rest);
      lattice.factor(slope, ends.rows, ends.columns);
      lattice.solve({ rows, columns, injected: rest }, tolerance);
      if (this.takeVolts() <= SETTLED) return true;
    }
    return false;
  }

  /** Amperes of a cell. */
  current(cell: number): number {
    return this.slope[cell] * this.volts[cell] + this.rest[cell];
  }

  /** The new voltages of all cells. @returns their largest change against the largest voltage */
  private takeVolts(): number {
    const { volts, lattice } = this;
    let change = 0;
    let largest = 0;
    for (let e = 0; e < volts.length; e++) {
      const now = lattice.rowNode[e] - lattice.columnNode[e];
      change = Math.max(change, Math.abs(now - volts[e]));
      largest = Math.max(largest, Math.abs(now));
      volts[e] = now;
    }
    return largest === 0 ? 0 : change / largest;
  }
}
