const POINT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const COMMA = /^[+-]?(?:\d+,\d*|,\d+)(?:e[+-]?\d+)?$/i;
/** Thousands with points before a decimal comma, as 1.234,5. */
const GROUPED = /^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/;

/** A cell as a number, or NaN. Typographic minus signs and Fortran's exponents (1.0D-5) are numbers too. */
export function numberOf(cell: string, decimalComma: boolean): number {
  if (POINT.test(cell)) return Number(cell);
  const text = plain(cell);
  if (POINT.test(text)) return Number(text);
  if (!decimalComma) return NaN;
  if (COMMA.test(text)) return Number(text.replace(',', '.'));
  return GROUPED.test(text) ? Number(text.replaceAll('.', '').replace(',', '.')) : NaN;
}

/** Whether a cell is a number, with either decimal sign. */
export function isNumber(cell: string): boolean {
  return !Number.isNaN(numberOf(cell, true));
}

/** Whether a cell is a number that has a decimal comma. */
export function hasDecimalComma(cell: string): boolean {
  const text = plain(cell);
  return COMMA.test(text) || GROUPED.test(text);
}

/** Whether a cell is a number that has a decimal point. */
export function hasDecimalPoint(cell: string): boolean {
  const text = plain(cell);
  return text.includes('.') && POINT.test(text);
}

function plain(cell: string): string {
  return cell.replace(/[−–]/g, '-').replace(/(\d)[dD](?=[+-]?\d)/, '$1e');
}
