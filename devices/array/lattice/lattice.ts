import { factorColumns, sweepDown, sweepUp, type ColumnLadders } from './column-ladders.js';
import { staggered } from './staggered.js';
import { findResidual, findRows, type Drive, type Factored } from './residual.js';
import { isHeld, type LineEnds } from './line-ends.js';
import { direct, type Iterate } from './schur-product.js';
import { factorRows, type RowLadders } from './row-ladders.js';

/** How often conjugate gradients start anew from the true residual. */
const STARTS = 4;
/** Of the goal r · z, so that rounding does not make it miss. */
const CLOSER = 0.95;
/** Iterations of one start. They grow like the 0.7th power of the number of lines. */
const ITERATIONS = 2000;

/**
 * The exact solver of a resistor network: rows × columns of cells between rows and columns of wire. Rows are eliminated by
 * their ladders. What is left, S x = b for the columns, is solved by conjugate gradients, with the columns' own ladders
 * as preconditioner (Hestenes and Stiefel 1952; Saad, Iterative Methods, 2nd ed., section 9.2). Memory: ten numbers a cell.
 */
export class Lattice implements Iterate, Factored {
  /** volts of each row's wire at each cell, after `solve` */
  readonly rowNode: Float64Array;
  /** volts of each column's wire at each cell, in place of z */
  readonly columnNode: Float64Array;
  /** iterations of the last `solve` */
  iterations = 0;
  /** ‖b − S x‖ / ‖b‖ of the last `solve`, in the norm of the preconditioner, from the voltages that it found */
  residual = 0;
  readonly byRow: RowLadders;
  private readonly byColumn: ColumnLadders;
  conductance: Float64Array = new Float64Array(0);
  /** conductances, with 0 in columns that are held */
  coupling: Float64Array = this.conductance;
  rowEnds: LineEnds = { first: new Float64Array(0), last: new Float64Array(0) };
  columnEnds: LineEnds = this.rowEnds;
  /** columns against their driven volts */
  readonly x: Float64Array;
  readonly r: Float64Array;
  readonly z: Float64Array;
  readonly p: Float64Array;
  readonly mp: Float64Array;
  readonly q: Float64Array;
  private readonly sum = new Float64Array(1);

  constructor(
    readonly rows: number,
    readonly columns: number,
    rowOhms: number,
    readonly columnOhms: number,
  ) {
    const [rowNode, x, r, z, p, mp, q, byRow, byColumn] = staggered(rows * columns, 9);
    this.byRow = { ratio: byRow, inverse: new Float64Array(rows), ohms: rowOhms };
    this.byColumn = { ratio: byColumn, inverse: new Float64Array(columns), ohms: columnOhms };
    [this.rowNode, this.columnNode, this.x, this.r] = [rowNode, z, x, r];
    [this.z, this.p, this.mp, this.q] = [z, p, mp, q];
  }

  /** Takes the cells and the ends. A line that is held must have wires without resistance. */
  factor(conductance: Float64Array, rowEnds: LineEnds, columnEnds: LineEnds): void {
    this.conductance = conductance;
    this.coupling = conductance;
    this.rowEnds = rowEnds;
    this.columnEnds = columnEnds;
    this.uncoupleHeld();
    factorRows(this.byRow, conductance, rowEnds);
    factorColumns(this.byColumn, this.coupling, columnEnds);
  }

  private uncoupleHeld(): void {
    const { columns, columnEnds, conductance } = this;
    for (let j = 0; j < columns; j++) {
      if (!isHeld(columnEnds, j)) continue;
      if (this.coupling === conductance) this.coupling = conductance.slice();
      for (let e = j; e < conductance.length; e += columns) this.coupling[e] = 0;
    }
  }

  /** Finds the voltages. @param tolerance of `residual` */
  solve(drive: Drive, tolerance: number): void {
    const { x, r, rowNode, sum } = this;
    if (!Number.isFinite(this.residual)) for (const stale of [this.p, this.mp, this.q]) stale.fill(0);
    x.fill(0);
    this.iterations = 0;
    let scale = 0;
    for (let start = 0; ; start++) {
      findRows(this, drive, x, rowNode);
      findResidual(this, drive, x, rowNode, r);
      this.precondition(0);
      if (start === 0) scale = sum[0];
      this.residual = scale > 0 ? Math.sqrt(Math.abs(sum[0] / scale)) : 0;
      if (!(this.residual > tolerance) || start === STARTS) break;
      this.iterate(CLOSER * tolerance * tolerance * scale);
    }
    this.addVolts(drive.columns);
  }

  private addVolts(volts: Float64Array): void {
    const { columnNode, x } = this;
    for (let e = 0; e < x.length;)
      for (let j = 0; j < volts.length; j++, e++) columnNode[e] = x[e] + volts[j];
  }

  /** Conjugate gradients from z = M⁻¹ r, until r · z falls to `goal`. */
  private iterate(goal: number): void {
    const { sum, x, p } = this;
    let alpha = 0;
    let beta = 0;
    for (let i = 0; i < ITERATIONS; i++) {
      const before = sum[0];
      direct(this.byRow, this.coupling, this, alpha, beta, sum);
      alpha = sum[0] > 0 ? before / sum[0] : 0;
      this.precondition(alpha);
      this.iterations++;
      if (!(sum[0] > goal) || alpha === 0) break;
      beta = sum[0] / before;
    }
    for (let e = 0; e < x.length; e++) x[e] += alpha * p[e];
  }

  /** z = M⁻¹ r, after r −= α q. */
  private precondition(alpha: number): void {
    sweepDown(this.byColumn, this, alpha);
    sweepUp(this.byColumn, this, this.sum);
  }
}
