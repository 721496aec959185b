import { medianOf } from '../../src/core/maths/vectors.js';
import { printable } from '../../src/core/printable.js';
import { UsageError } from '../../src/core/errors.js';
import { CONDUCTANCES, isConductance } from '../files/conductance.js';
import { numberOf } from './table/number-cell.js';
import type { KnownTable } from './known-table.js';
import { unitOf, UNIT_NAMES } from './units.js';

/** The middle of what memristors conduct, in siemens: the unit that comes nearest to it is proposed. */
const USUAL_SIEMENS = 1e-5;

/** Refuses a file most of whose conductances are impossible, and names the unit to try. @throws UsageError */
export function refuseUnit(
  { table, source, decimalComma }: Pick<KnownTable, 'table' | 'source' | 'decimalComma'>,
  where: string,
): void {
  const values = table.rows
    .map(({ cells }) => source.columns.map((column) => numberOf(cells[column] ?? '', decimalComma)))
    .filter((numbers) => numbers.every(Number.isFinite));
  const siemens = medianOf(values.map((numbers) => source.siemens(numbers)));
  if (isConductance(siemens)) return;
  const said = `${where}: ${printable(source.text)} gives conductances of ${siemens.toPrecision(3)} S (median): expected ${CONDUCTANCES}`;
  const unit = unitFor(medianOf(values.map(([value]) => value)), source.text.startsWith('1 /'));
  const remedy = source.columns.length > 1 ? 'correct the units in the names of the columns' : `name the unit, for example --units ${unit}`; // prettier-ignore
  throw new UsageError(`${said}; ${remedy}`);
}

/** The unit in which a number is nearest to what memristors conduct, as `--units` takes it. */
export function unitFor(value: number, ohms: boolean): string {
  const quantity = ohms ? 'resistance' : 'conductance';
  const units = UNIT_NAMES.map((name) => unitOf(name)!).map((unit, i) => ({
    ...unit,
    option: UNIT_NAMES[i],
  }));
  const far = (factor: number) =>
    Math.abs(Math.log((ohms ? 1 / (value * factor) : value * factor) / USUAL_SIEMENS));
  return units.filter((unit) => unit.quantity === quantity).sort((a, b) => far(a.factor) - far(b.factor))[0]
    .option;
}
