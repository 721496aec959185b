import { isConductance } from '../files/conductance.js';
import type { Polarity } from '../vcm/response-curve.js';
import { siemensOf } from './conductance-source.js';
import type { KnownTable } from './known-table.js';
import type { Row } from './table/find-table.js';
import { numberOf } from './table/number-cell.js';

/**
 * The polarity of each row by the sign of its pulse: the sign along which the conductance rises is SET. A reading without a pulse begins the
 * branch that follows. Undefined if there are not both signs.
 */
export function polaritiesByAmplitude(
  known: KnownTable,
  rows: readonly Row[],
  column: number,
): Polarity[] | undefined {
  const volts = rows.map(({ cells }) => Math.sign(numberOf(cells[column] ?? '', known.decimalComma)));
  if (!volts.includes(1) || !volts.includes(-1)) return undefined;
  const signs = [...volts];
  for (let i = signs.length - 2; i >= 0; i--) signs[i] ||= signs[i + 1];
  for (let i = 1; i < signs.length; i++) signs[i] ||= signs[i - 1];
  const rise = { 1: 0, [-1]: 0 };
  for (let i = 1; i < rows.length; i++) {
    if (volts[i] === 0 || signs[i] !== signs[i - 1]) continue;
    const [from, to] = [rows[i - 1], rows[i]].map((row) => siemensOf(known.source, row, known.decimalComma));
    // A reading that is none says nothing.
    if (isConductance(from) && isConductance(to)) rise[signs[i] as 1] += to - from;
  }
  const set = rise[1] >= rise[-1] ? 1 : -1;
  return signs.map((sign) => (sign === set ? 'set' : 'reset'));
}
