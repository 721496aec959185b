import { UsageError } from '../../src/core/errors.js';
import { partsOf } from './column-names.js';
import { columnNamed, indexOfName, type Columns } from './find-columns.js';
import type { Row, Table } from './table/find-table.js';
import type { Mapping } from './mapping.js';
import { numberOf } from './table/number-cell.js';
import { unitOf, unitOfConductance, type Quantity } from './units.js';

/** How the conductance of a row comes about. */
export interface ConductanceSource {
  /** columns that hold numbers, by index */
  readonly columns: readonly number[];
  /** siemens from the numbers in these columns */
  readonly siemens: (numbers: readonly number[]) => number;
  /** in words, as `Current (A) / Voltage (V)` */
  readonly text: string;
}

/** The source of conductances in a table: a column, a resistance, or a current and a voltage. Undefined if none is found. */
export function conductanceSource(
  table: Table,
  columns: Columns,
  mapping: Mapping,
  where: string,
): ConductanceSource | undefined {
  const quotient = quotientOf(table, columns, mapping, where);
  if (quotient) return quotient;
  const { conductance, resistance, current, voltage } = columns;
  if (conductance !== undefined) return single(table, conductance, mapping, 'conductance');
  if (resistance !== undefined) return single(table, resistance, mapping, 'resistance');
  if (current === undefined) return undefined;
  if (mapping.readVoltage !== undefined) return byVolts(table, current, mapping.readVoltage);
  return voltage === undefined ? undefined : byColumns(table, current, voltage);
}

/** The quotient that a mapping gives as conductance: of columns, by their names or as `current/voltage`, or by volts. */
function quotientOf(
  table: Table,
  columns: Columns,
  { conductance }: Mapping,
  where: string,
): ConductanceSource | undefined {
  if (conductance === undefined || indexOfName(table.names, String(conductance)) >= 0) return undefined;
  const text = String(conductance);
  const cut = [...text.matchAll(/\//g)].map(({ index }) => [text.slice(0, index), text.slice(index + 1)]);
  const column = (name: string) => {
    const at = indexOfName(table.names, name.trim());
    return at >= 0 ? at : columns[name.trim().toLowerCase() as Quantity];
  };
  const [above, below] = cut.find(([above]) => column(above) !== undefined) ?? cut[0];
  const current = column(above) ?? columnNamed(table, above.trim(), where);
  const volts = Number(below);
  if (Number.isFinite(volts) && column(below) === undefined) return byVolts(table, current, volts);
  return byColumns(table, current, column(below) ?? columnNamed(table, below.trim(), where));
}

/** A column of conductances or resistances; units that the user names go before those of the name. @param told the quantity, where no unit says it */
export function single(
  { names }: Table,
  index: number,
  { units }: Mapping,
  told: 'conductance' | 'resistance',
): ConductanceSource {
  const unit = units === undefined ? partsOf(names[index]).unit : unitOfConductance(units);
  const { factor, quantity } = unit ?? { factor: 1, quantity: told };
  const name = names[index] || `column ${index + 1}`;
  const ohms = quantity === 'resistance';
  return {
    columns: [index],
    siemens: ohms ? ([value]) => 1 / (factor * value) : ([value]) => factor * value,
    text: `${ohms ? '1 / ' : ''}${name} ${unit ? 'in' : 'taken as'} ${unit?.name ?? (ohms ? 'Ohm' : 'S')}`,
  };
}

function byVolts({ names }: Table, current: number, volts: number): ConductanceSource {
  const factor = factorOf(names[current]);
  if (!(Math.abs(volts) > 0))
    throw new UsageError(`--map: got a read voltage of ${volts} V: expected another than 0`);
  return { columns: [current], siemens: ([amperes]) => (factor * amperes) / volts, text: `${names[current]} / ${volts} V` }; // prettier-ignore
}

function byColumns({ names }: Table, current: number, voltage: number): ConductanceSource {
  const factor = factorOf(names[current]) / factorOf(names[voltage]);
  return {
    columns: [current, voltage],
    siemens: ([amperes, volts]) => (factor * amperes) / volts,
    text: `${names[current]} / ${names[voltage]}`,
  };
}

function factorOf(name: string): number {
  return partsOf(name).unit?.factor ?? unitOf(name)?.factor ?? 1;
}

/** The conductance of a row, in siemens; NaN without a number. */
export function siemensOf(source: ConductanceSource, { cells }: Row, decimalComma: boolean): number {
  return source.siemens(source.columns.map((column) => numberOf(cells[column] ?? '', decimalComma)));
}
