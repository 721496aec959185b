import { columnLadders, factorColumns, sweepDown, sweepUp, type ColumnLadders } from './column-ladders.js';
import { isHeld, type LineEnds } from './line-ends.js';
import { factorRows, rowLadders, solveRows, type RowLadders } from './row-ladders.js';

/** What drives an array. */
export interface Drive {
  /** volts at the ends of each row */
  readonly rows: Float64Array;
  /** volts at the ends of each column; 0 for a column whose ends are open */
  readonly columns: Float64Array;
  /** a current of each cell from its row to its column, beside G V, amperes */
  readonly injected?: Float64Array;
}

/** How often conjugate gradients start anew from the true residual. */
const STARTS = 4;
/** Iterations of one start. They grow like the 0.7th power of the number of lines. */
const ITERATIONS = 2000;

/**
 * The exact solver of a resistor network: rows × columns of cells between rows and columns of wire. Rows are eliminated by
 * their ladders. What is left, S x = b for the columns, is solved by conjugate gradients, with the columns' own ladders
 * as preconditioner (Hestenes and Stiefel 1952; Saad, Iterative Methods, 2nd ed., section 9.2). Memory: eleven numbers a cell.
 */
export class Lattice {
  /** volts of each row's wire at each cell, after `solve` */
  readonly rowNode: Float64Array;
  /** volts of each column's wire at each cell */
  readonly columnNode: Float64Array;
  /** iterations of the last `solve` */
  iterations = 0;
  /** ‖b − S x‖ / ‖b‖ of the last `solve`, in the norm of the preconditioner, from the voltages that it found */
  residual = 0;
  private readonly byRow: RowLadders;
  private readonly byColumn: ColumnLadders;
  private conductance: Float64Array = new Float64Array(0);
  /** conductances, with 0 in columns that are held */
  private coupling: Float64Array = this.conductance;
  private rowEnds: LineEnds = { first: new Float64Array(0), last: new Float64Array(0) };
  private columnEnds: LineEnds = this.rowEnds;
  /** columns against their driven volts */
  private readonly x: Float64Array;
  private readonly r: Float64Array;
  private readonly z: Float64Array;
  private readonly p: Float64Array;
  private readonly mp: Float64Array;
  private readonly q: Float64Array;
  private readonly sum = new Float64Array(1);

  constructor(
    readonly rows: number,
    readonly columns: number,
    rowOhms: number,
    columnOhms: number,
  ) {
    const numbers = () => new Float64Array(rows * columns);
    this.byRow = rowLadders(rows, columns, rowOhms);
    this.byColumn = columnLadders(rows, columns, columnOhms);
    [this.rowNode, this.columnNode, this.x] = [numbers(), numbers(), numbers()];
    [this.r, this.z, this.p, this.mp, this.q] = [numbers(), numbers(), numbers(), numbers(), numbers()];
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
    this.x.fill(0);
    this.iterations = 0;
    let scale = 0;
    for (let start = 0; ; start++) {
      this.findResidual(drive);
      this.precondition(0);
      if (start === 0) scale = this.sum[0];
      this.residual = scale > 0 ? Math.sqrt(Math.abs(this.sum[0] / scale)) : 0;
      if (!(this.residual > tolerance) || start === STARTS) break;
      this.iterate((tolerance * tolerance * scale) / 4);
    }
    const { columnNode, x, columns } = this;
    for (let e = 0, j = 0; e < x.length; e++) {
      columnNode[e] = x[e] + drive.columns[j];
      if (++j === columns) j = 0;
    }
  }

  /** Conjugate gradients from z = M⁻¹ r, until r · z falls to `goal`. */
  private iterate(goal: number): void {
    const { sum } = this;
    let beta = 0;
    for (let i = 0; i < ITERATIONS; i++) {
      const before = sum[0];
      this.direct(beta);
      if (!(sum[0] > 0)) return;
      this.precondition(before / sum[0]);
      this.iterations++;
      if (!(sum[0] > goal)) return;
      beta = sum[0] / before;
    }
  }

  /** z = M⁻¹ (r − α q), and x moves by α p. */
  private precondition(alpha: number): void {
    sweepDown(this.byColumn, this.r, this.q, this.x, this.p, this.z, alpha);
    sweepUp(this.byColumn, this.r, this.z, this.sum);
  }

  /** p = z + β p and q = S p, where S p = M p − G A⁻¹ G p, and M p needs no product: M z = r. Writes p · q into `sum`. */
  private direct(beta: number): void {
    const { rows, columns, sum } = this;
    let total = 0;
    for (let i = 0; i < rows; i += 8) {
      const count = Math.min(8, rows - i);
      const from = i * columns;
      this.turn(beta, from, from + count * columns);
      solveRows(this.byRow, this.q, i, count);
      this.close(from, from + count * columns);
      total += sum[0];
    }
    sum[0] = total;
  }

  private turn(beta: number, from: number, to: number): void {
    const { z, p, r, mp, q, coupling } = this;
    for (let e = from; e < to; e++) {
      const along = z[e] + beta * p[e];
      p[e] = along;
      mp[e] = r[e] + beta * mp[e];
      q[e] = coupling[e] * along;
    }
  }

  private close(from: number, to: number): void {
    const { p, mp, q, coupling, sum } = this;
    let total = 0.0;
    for (let e = from; e < to; e++) {
      const t = mp[e] - coupling[e] * q[e];
      q[e] = t;
      total += p[e] * t;
    }
    sum[0] = total;
  }

  /** The row voltages at the present x, and what is left of each column node's current: r = b − S x. */
  private findResidual(drive: Drive): void {
    const { rows, columns, rowNode: u, x, r, p, q, mp, coupling, conductance } = this;
    const { rows: rowVolts, columns: columnVolts, injected } = drive;
    const { first, last } = this.rowEnds;
    for (let i = 0, e = 0; i < rows; i++) {
      const held = isHeld(this.rowEnds, i);
      for (let j = 0; j < columns; j++, e++) {
        u[e] = conductance[e] * columnVolts[j] + coupling[e] * x[e];
        if (injected) u[e] -= injected[e];
      }
      if (!held) u[e - columns] += first[i] * rowVolts[i];
      if (!held) u[e - 1] += last[i] * rowVolts[i];
    }
    solveRows(this.byRow, u, 0, rows);
    for (let i = 0; i < rows; i++)
      if (isHeld(this.rowEnds, i)) u.fill(rowVolts[i], i * columns, (i + 1) * columns);
    for (let e = 0, j = 0; e < r.length; e++) {
      r[e] = coupling[e] * (u[e] - columnVolts[j] - x[e]);
      p[e] = q[e] = mp[e] = 0;
      if (++j === columns) j = 0;
    }
    if (injected) this.addInjected(injected);
    this.subtractColumns();
  }

  private addInjected(injected: Float64Array): void {
    const { r, columns, columnEnds } = this;
    for (let j = 0; j < columns; j++) {
      if (isHeld(columnEnds, j)) continue;
      for (let e = j; e < r.length; e += columns) r[e] += injected[e];
    }
  }

  /** r −= what flows away through the columns' wires and ends at x. */
  private subtractColumns(): void {
    const { r, x, columns } = this;
    const { ohms } = this.byColumn;
    const { first, last } = this.columnEnds;
    const end = r.length - columns;
    for (let j = 0; j < columns; j++) {
      if (isHeld(this.columnEnds, j)) continue;
      r[j] -= first[j] * x[j];
      r[end + j] -= last[j] * x[end + j];
    }
    if (ohms === 0) return;
    const siemens = 1 / ohms;
    for (let e = 0; e < end; e++) {
      const along = siemens * (x[e] - x[e + columns]);
      r[e] -= along;
      r[e + columns] += along;
    }
  }
}
