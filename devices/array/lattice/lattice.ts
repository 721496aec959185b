import type { ColumnLadders } from './column-ladders.js';
import type { Drive } from './drive.js';
import { BLOCK, type Iterate } from './iterate.js';
import { isHeld, type LineEnds } from './line-ends.js';
import { plainPasses, type Passes } from './passes.js';
import type { RowLadders } from './row-ladders.js';
import { groupSize, SlowWaves } from './slow-waves.js';

/** How often conjugate gradients start anew from the true residual. */
const STARTS = 4;
/** Of the goal r · z, so that rounding does not make it miss. */
const CLOSER = 0.95;
/** Iterations of one start. They grow with the lines of an array, and with ohms × siemens of its cells. */
const ITERATIONS = 2000;

/**
 * The exact solver of a resistor network: rows × columns of cells between rows and columns of wire. Rows are eliminated by
 * their ladders. What is left, S x = b for the columns, is solved by conjugate gradients, with the columns' own ladders
 * and slow waves as preconditioner (Hestenes and Stiefel 1952; Saad, Iterative Methods, 2nd ed., section 9.2). Memory: about eight numbers a cell.
 */
export class Lattice {
  /** volts of each row's wire at each cell, after `solve`, in place of q */
  readonly rowNode: Float64Array;
  /** volts of each column's wire at each cell, in place of x */
  readonly columnNode: Float64Array;
  /** iterations of the last `solve` */
  iterations = 0;
  /** ‖b − S x‖ / ‖b‖ of the last `solve`, in the norm of the preconditioner, from the voltages that it found */
  residual = 0;
  private readonly byRow: RowLadders;
  private readonly byColumn: ColumnLadders;
  private readonly conductance: Float64Array;
  /** conductances, with 0 in columns that are held */
  private readonly coupling: Float64Array;
  private readonly rowEnds: LineEnds;
  private readonly columnEnds: LineEnds;
  private readonly volts: Float64Array;
  private readonly sum = new Float64Array(2);
  private readonly waves: SlowWaves;
  /** x: columns above their volts */
  private readonly iterate: Iterate;

  /** @param passes what computes; it serves one lattice at a time */
  constructor(
    readonly rows: number,
    readonly columns: number,
    rowOhms: number,
    private readonly columnOhms: number,
    private readonly passes: Passes = plainPasses,
  ) {
    const groups = rows * Math.ceil(columns / groupSize(columns));
    const lines = [rows, rows, rows, columns, columns, columns, columns, columns, BLOCK * columns];
    const cells = new Array<number>(columnOhms === 0 ? 9 : 8).fill(rows * columns);
    const [
      rowInverse,
      rowFirst,
      rowLast,
      columnInverse,
      columnFirst,
      columnLast,
      volts,
      spare,
      t,
      ...inside
    ] = passes.room([...lines, groups, groups, groups, ...cells]);
    const [found, lift, away, ...ofCells] = inside;
    const [x, r, z, p, q, rowRatio, columnRatio, conductance, coupling = conductance] = ofCells;
    this.byRow = { ratio: rowRatio, inverse: rowInverse, ohms: rowOhms };
    this.byColumn = { ratio: columnRatio, inverse: columnInverse, ohms: columnOhms };
    this.rowEnds = { first: rowFirst, last: rowLast };
    this.columnEnds = { first: columnFirst, last: columnLast };
    this.waves = new SlowWaves(found, lift, away, this.columnEnds, columnOhms);
    this.iterate = { x, r, z, p, q, t, spare };
    [this.rowNode, this.columnNode, this.volts] = [q, x, volts];
    [this.conductance, this.coupling] = [conductance, coupling];
  }

  /** Takes the cells and the ends. A line that is held must have wires without resistance. */
  factor(conductance: Float64Array, rowEnds: LineEnds, columnEnds: LineEnds): void {
    this.conductance.set(conductance);
    for (const side of ['first', 'last'] as const) {
      this.rowEnds[side].set(rowEnds[side]);
      this.columnEnds[side].set(columnEnds[side]);
    }
    this.uncoupleHeld();
    this.passes.factorRows(this.byRow, this.conductance, this.rowEnds);
    this.passes.factorColumns(this.byColumn, this.coupling, this.columnEnds);
    this.waves.factor(this.byRow, this.coupling, this.rowEnds);
  }

  private uncoupleHeld(): void {
    const { columns, columnEnds, conductance, coupling } = this;
    if (coupling === conductance) return;
    coupling.set(conductance);
    for (let j = 0; j < columns; j++)
      if (isHeld(columnEnds, j)) for (let e = j; e < coupling.length; e += columns) coupling[e] = 0;
  }

  /** Finds the voltages. @param tolerance of `residual` */
  solve(drive: Drive, tolerance: number): void {
    const { sum, iterate } = this;
    // What a solution that failed has left must not spread: 0 times it would be NaN.
    if (!Number.isFinite(this.residual)) iterate.p.fill(0);
    iterate.x.fill(0);
    this.volts.set(drive.columns);
    this.iterations = 0;
    let scale = 0;
    for (let start = 0; ; start++) {
      this.findRows(drive);
      this.findResidual(drive);
      this.passes.descend(this.byColumn, iterate, this.waves, 0, sum);
      if (start === 0) scale = sum[0];
      this.residual = scale > 0 ? Math.sqrt(Math.abs(sum[0] / scale)) : 0;
      if (!(this.residual > tolerance) || start === STARTS) break;
      this.approach(CLOSER * tolerance * tolerance * scale);
    }
    this.addVolts();
  }

  /** Conjugate gradients from r, until r · M⁻¹ r falls to `goal`. */
  private approach(goal: number): void {
    const { sum, passes, iterate, waves } = this;
    const { x, p } = iterate;
    let alpha = 0;
    let before = Infinity;
    for (let i = 0; i < ITERATIONS; i++) {
      waves.correct(sum);
      const now = sum[0] + sum[1];
      passes.climb(this.byRow, this.byColumn, this.coupling, iterate, waves, alpha, now / before, sum);
      before = now;
      this.lump(iterate.q);
      alpha = sum[0] > 0 ? now / sum[0] : 0;
      passes.descend(this.byColumn, iterate, waves, alpha, sum);
      this.iterations++;
      if (!(sum[0] > goal) || alpha === 0) break;
    }
    for (let e = 0; e < x.length; e++) x[e] += alpha * p[e];
  }

  /** The row voltages at the present x. */
  private findRows({ rows: rowVolts, injected }: Drive): void {
    const { rows, columns, rowNode: u, rowEnds, passes } = this;
    passes.draw(this.conductance, this.coupling, this.volts, this.iterate.x, u);
    if (injected) for (let e = 0; e < u.length; e++) u[e] -= injected[e];
    for (let i = 0; i < rows; i++) {
      if (isHeld(rowEnds, i)) continue;
      u[i * columns] += rowEnds.first[i] * rowVolts[i];
      u[(i + 1) * columns - 1] += rowEnds.last[i] * rowVolts[i];
    }
    passes.solveRows(this.byRow, u);
    for (let i = 0; i < rows; i++)
      if (isHeld(rowEnds, i)) u.fill(rowVolts[i], i * columns, (i + 1) * columns);
  }

  /** What is left of each column node's current at the present x: r = b − S x. */
  private findResidual({ injected }: Drive): void {
    const { columns, columnEnds, columnOhms } = this;
    const { x, r } = this.iterate;
    const siemens = columnOhms === 0 ? 0 : 1 / columnOhms;
    this.passes.remain(this.coupling, this.volts, siemens, x, this.rowNode, r);
    const last = r.length - columns;
    for (let j = 0; j < columns; j++) {
      if (isHeld(columnEnds, j)) continue;
      r[j] -= columnEnds.first[j] * x[j];
      r[last + j] -= columnEnds.last[j] * x[last + j];
      if (injected) for (let e = j; e < r.length; e += columns) r[e] += injected[e];
    }
    this.lump(r);
  }

  /** A column without resistance is one node: its currents go into its last cell, where they cancel. */
  private lump(currents: Float64Array): void {
    if (this.columnOhms > 0) return;
    const last = currents.length - this.columns;
    for (let e = 0; e < last;)
      for (let j = last; j < currents.length; j++, e++) {
        currents[j] += currents[e];
        currents[e] = 0;
      }
  }

  private addVolts(): void {
    const { columnNode, volts, columns } = this;
    if (volts.every((volt) => volt === 0)) return;
    for (let e = 0; e < columnNode.length;) for (let j = 0; j < columns; j++, e++) columnNode[e] += volts[j];
  }
}
