import { UsageError } from '../../../src/core/errors.js';
import { completeWires } from '../wires/wire-settings.js';
import { checkNumbers } from './check-numbers.js';
import { columnsSolver, isSelecting } from './columns-solver.js';
import type { CrossbarProblem } from './solve-crossbar.js';

/**
 * What an array seems to hold: the current of each column for a volt of each row's driver, with all other drivers at ground,
 * siemens, row by row. Without resistance these are the conductances themselves.
 *
 * @param atOnce whether all columns are read at once, so that all transistors of 1T1R cells conduct
 * @throws UsageError where the array is wrong, or where its cells are not linear
 */
export function effectiveConductances(
  array: Omit<CrossbarProblem, 'volts' | 'tolerance' | 'passes'>,
  atOnce = false,
): Float64Array {
  const { rows, columns } = array;
  const wires = completeWires(array.wires);
  if (wires.nonlinearity > 0)
    throw new UsageError(
      `wires.nonlinearity: got ${wires.nonlinearity}: expected 0, since only linear cells have one conductance at all voltages; use solveCrossbar`,
    );
  const conductance = checkNumbers('conductance', array.conductance, rows * columns, 0);
  const cells = { rows, columns, conductance, wires };
  const effective = new Float64Array(rows * columns);
  columnsSolver(cells, isSelecting(cells) && !atOnce).find(0, columns, effective);
  return effective;
}
