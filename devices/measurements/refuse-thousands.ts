import { UsageError } from '../../src/core/errors.js';
import type { Dialect } from './table/dialect.js';
import type { Table } from './table/find-table.js';
import { hasDecimalComma } from './table/number-cell.js';

/** A number whose comma may stand before decimals or after thousands, as 24,623. */
const EITHER = /^[+-]?[1-9]\d{0,2},\d{3}$/;

/** Refuses a table separated by commas whose numbers with a comma may all be thousands: 24,623 ohms are not 24.623. @throws UsageError that names the first */
export function refuseThousands({ rows }: Table, { separator, decimalComma }: Dialect, where: string): void {
  if (separator !== ',' || !decimalComma) return;
  const commas = rows.flatMap(({ cells, line }) =>
    cells.filter(hasDecimalComma).map((cell) => ({ cell, line })),
  );
  if (commas.length === 0 || !commas.every(({ cell }) => EITHER.test(cell))) return;
  const [{ cell, line }] = commas;
  throw new UsageError(
    `${where}:${line}: "${cell}" may be ${cell.replace(',', '')} or ${cell.replace(',', '.')}: write thousands without a comma, or tell memloop with --map "decimal=comma"`,
  );
}
