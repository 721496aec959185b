import { RunError, UsageError } from '../../../src/core/errors.js';
import { Lattice } from '../lattice/lattice.js';
import type { Passes } from '../lattice/passes.js';
import { NonlinearLattice } from '../lattice/nonlinear-lattice.js';
import { readEnds } from '../wires/wire-ends.js';
import { completeWires, type WireSettings } from '../wires/wire-settings.js';
import { seriesConductance } from './array-cells.js';
import { checkNumbers } from './check-numbers.js';
import { refuseResidual, TOLERANCE } from './tolerance.js';

/** An array and what drives it. */
export interface CrossbarProblem {
  readonly rows: number;
  readonly columns: number;
  /** of each device, siemens, row by row; 0 for an open one */
  readonly conductance: ArrayLike<number>;
  /** of each row's driver */
  readonly volts: ArrayLike<number>;
  readonly wires?: WireSettings;
  /** at which the solver stops, of `relativeResidual`; 1e-12 by default */
  readonly tolerance?: number;
  /** what computes: TypeScript, or `compiledPasses()` of memloop/node, which is two to three times as fast */
  readonly passes?: Passes;
}

/** What flows in an array. */
export interface CrossbarSolution {
  /** out of each column into its amplifier, or amplifiers */
  readonly columnAmperes: Float64Array;
  /** into each row from its driver, or drivers */
  readonly rowAmperes: Float64Array;
  /** of each row's wire at each cell, row by row; overwritten when the same `passes` solve again */
  readonly rowNodeVolts: Float64Array;
  /** of each column's wire at each cell, row by row */
  readonly columnNodeVolts: Float64Array;
  /** ‖b − S x‖ / ‖b‖ for the columns, from the voltages that were found; rows are solved to rounding */
  readonly relativeResidual: number;
  readonly iterations: number;
}

/**
 * Exact voltages and currents of a crossbar with resistive wires: a driver before each row's first cell, an amplifier at
 * virtual ground after each column's last cell, with one piece of wire between. All transistors of 1T1R cells conduct.
 *
 * @throws UsageError where the problem is wrong; RunError where the solver does not reach the tolerance
 */
export function solveCrossbar(problem: CrossbarProblem): CrossbarSolution {
  const { rows, columns, tolerance = TOLERANCE } = problem;
  if (!(tolerance > 0))
    throw new UsageError(
      `tolerance: got ${tolerance}: expected a relative residual above 0, such as ${TOLERANCE}`,
    );
  const wires = completeWires(problem.wires);
  const conductance = checkNumbers('conductance', problem.conductance, rows * columns, 0);
  const drive = { rows: checkNumbers('volts', problem.volts, rows), columns: new Float64Array(columns) };
  const lattice = new Lattice(rows, columns, wires.rowOhms, wires.columnOhms, problem.passes);
  const ends = readEnds(wires, rows, columns);
  const amperes = new Float64Array(rows * columns);
  if (wires.nonlinearity > 0) {
    const nonlinear = new NonlinearLattice(lattice, wires);
    if (!nonlinear.solve(conductance, ends, drive, tolerance))
      throw new RunError('solveCrossbar: the voltages of the cells did not settle; lower the nonlinearity');
    for (let e = 0; e < amperes.length; e++) amperes[e] = nonlinear.current(e);
  } else {
    if (wires.accessOhms > 0) putInSeries(conductance, wires.accessOhms);
    lattice.factor(conductance, ends.rows, ends.columns);
    lattice.solve(drive, tolerance);
    const { rowNode, columnNode } = lattice;
    for (let e = 0; e < amperes.length; e++) amperes[e] = conductance[e] * (rowNode[e] - columnNode[e]);
  }
  refuseResidual('solveCrossbar', lattice.residual, tolerance);
  return { ...sums(rows, columns, amperes), ...found(lattice) };
}

function putInSeries(conductance: Float64Array, ohms: number): void {
  for (let e = 0; e < conductance.length; e++) conductance[e] = seriesConductance(conductance[e], ohms);
}

/** The currents of all lines from those of their cells, added up in the order of rows. */
function sums(rows: number, columns: number, amperes: Float64Array) {
  const columnAmperes = new Float64Array(columns);
  const rowAmperes = new Float64Array(rows);
  for (let i = 0, e = 0; i < rows; i++) {
    let sum = 0.0;
    for (let j = 0; j < columns; j++, e++) {
      columnAmperes[j] += amperes[e];
      sum += amperes[e];
    }
    rowAmperes[i] = sum;
  }
  return { columnAmperes, rowAmperes };
}

function found({ rowNode, columnNode, residual, iterations }: Lattice) {
  return { rowNodeVolts: rowNode, columnNodeVolts: columnNode, relativeResidual: residual, iterations };
}
