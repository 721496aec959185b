import { shown } from '../../../src/core/complaint.js';
import { UsageError } from '../../../src/core/errors.js';
import { completeWires, type WireSettings } from '../wires/wire-settings.js';
import { WriteNetwork } from '../writes/write-network.js';
import { checkNumbers } from './check-numbers.js';

/** A write to one device of an array. */
export interface Write {
  readonly rows: number;
  readonly columns: number;
  /** of each device, siemens, row by row */
  readonly conductance: ArrayLike<number>;
  /** wires and `scheme`; rows are driven where they are when reading, columns where they are sensed, all through `sourceOhms` */
  readonly wires?: WireSettings;
  /** the device that is written, counted from 0 */
  readonly row: number;
  readonly column: number;
  /** between the driver of its row and the driver of its column; negative for the other polarity */
  readonly volts: number;
}

/**
 * The voltage on each device of an array while one of them is written, row by row: with wires, the selected device sees less
 * than `volts`, and half-selected devices see about a half or a third. The solution is exact, sneak paths included.
 *
 * @throws UsageError where the write is wrong; RunError where the solver does not reach its tolerance
 */
export function programmingVoltages(write: Write): Float64Array {
  const { rows, columns, row, column, volts } = write;
  const wires = completeWires(write.wires);
  const conductance = checkNumbers('conductance', write.conductance, rows * columns, 0);
  refuseOutside('row', row, rows);
  refuseOutside('column', column, columns);
  checkNumbers('volts', [volts], 1);
  const network = new WriteNetwork(rows, columns, wires);
  network.solve(conductance, row, column, volts);
  const found = new Float64Array(rows * columns);
  for (let e = 0; e < found.length; e++) network.voltsOn(e, conductance, column, found);
  return found;
}

function refuseOutside(name: string, line: number, lines: number): void {
  if (!(Number.isInteger(line) && line >= 0 && line < lines))
    throw new UsageError(`${name}: got ${shown(line)}: expected 0 to ${lines - 1}`);
}
