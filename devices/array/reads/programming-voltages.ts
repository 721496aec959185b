import { shown } from '../../../src/core/complaint.js';
import { RunError, UsageError } from '../../../src/core/errors.js';
import { deviceVolts } from '../lattice/cell-law.js';
import { Lattice } from '../lattice/lattice.js';
import type { Drive } from '../lattice/drive.js';
import { equalEnds, type LineEnds } from '../lattice/line-ends.js';
import { NonlinearLattice } from '../lattice/nonlinear-lattice.js';
import { cellKinds } from '../wires/cell-kinds.js';
import { completeWires, type Wires, type WireSettings } from '../wires/wire-settings.js';
import { writeSchemes, type WriteScheme } from '../wires/write-schemes.js';
import { checkNumbers } from './check-numbers.js';
import { refuseResidual, TOLERANCE } from './tolerance.js';

/** The largest residual of voltages: floating lines with wires below a microohm come to rest above that of reads. */
const LARGEST = 1e-6;

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
  const given = checkNumbers('conductance', write.conductance, rows * columns, 0);
  refuseOutside('row', row, rows);
  refuseOutside('column', column, columns);
  checkNumbers('volts', [volts], 1);
  const isSelecting = cellKinds[wires.cell].selected;
  const conductance = given.map((g, e) => (isSelecting && e % columns !== column ? 0 : g));
  const lattice = new Lattice(rows, columns, wires.rowOhms, wires.columnOhms);
  solve(lattice, conductance, wires, writeEnds(wires, write), writeDrive(writeSchemes[wires.scheme], write));
  return conductance.map((g, e) => {
    if (isSelecting && e % columns !== column) return 0;
    return deviceVolts(wires, g, lattice.rowNode[e] - lattice.columnNode[e]);
  });
}

function solve(
  lattice: Lattice,
  conductance: Float64Array,
  wires: Wires,
  ends: { rows: LineEnds; columns: LineEnds },
  drive: Drive,
): void {
  if (wires.nonlinearity > 0) {
    if (!new NonlinearLattice(lattice, wires).solve(conductance, ends, drive, TOLERANCE))
      throw new RunError('programmingVoltages: the voltages did not settle; lower the nonlinearity');
  } else {
    const cells = conductance.map((g) => g / (1 + g * wires.accessOhms));
    lattice.factor(cells, ends.rows, ends.columns);
    lattice.solve(drive, TOLERANCE);
  }
  refuseResidual('programmingVoltages', lattice.residual, LARGEST);
}

function refuseOutside(name: string, line: number, lines: number): void {
  if (!(Number.isInteger(line) && line >= 0 && line < lines))
    throw new UsageError(`${name}: got ${shown(line)}: expected 0 to ${lines - 1}`);
}

/** Each line's ends; those of lines that float are open. */
function writeEnds(wires: Wires, { rows, columns, row, column }: Write) {
  const { sourceOhms, rowOhms, columnOhms, drivenEnds, sensedEnds } = wires;
  const scheme: WriteScheme = writeSchemes[wires.scheme];
  const ends = {
    rows: equalEnds(rows, rowOhms + sourceOhms, { first: true, last: drivenEnds === 2 }),
    columns: equalEnds(columns, columnOhms + sourceOhms, { first: sensedEnds === 2, last: true }),
  };
  if (scheme.row === undefined) openOthers(ends.rows, row);
  if (scheme.column === undefined) openOthers(ends.columns, column);
  return ends;
}

function openOthers(ends: LineEnds, selected: number): void {
  for (const end of [ends.first, ends.last])
    for (let line = 0; line < end.length; line++) if (line !== selected) end[line] = 0;
}

function writeDrive(scheme: WriteScheme, { rows, columns, row, column, volts }: Write): Drive {
  const onRows = new Float64Array(rows).fill(volts * (scheme.row ?? 0));
  const onColumns = new Float64Array(columns).fill(volts * (scheme.column ?? 0));
  onRows[row] = volts;
  onColumns[column] = 0;
  return { rows: onRows, columns: onColumns };
}
