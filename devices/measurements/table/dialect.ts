import { cellsOf, SEPARATORS, type Separator } from './cells-of.js';
import { hasDecimalComma, hasDecimalPoint, isNumber } from './number-cell.js';
import type { SourceLine } from './source-lines.js';

/** How a table is written. */
export interface Dialect {
  readonly separator: Separator;
  readonly decimalComma: boolean;
}

/** Lines that are looked at: of the beginning, the middle and the end of a file. */
const LOOKED_AT = 300;

/** Recognises the separator, as the one that makes most lines into equally many sensible cells, and the decimal sign. */
export function dialectOf(lines: readonly SourceLine[], told: Partial<Dialect> = {}): Dialect {
  const step = Math.max(1, Math.floor(lines.length / LOOKED_AT));
  const sample = lines.filter((_, i) => i % step === 0).map(({ text }) => text);
  const separator = told.separator ?? separatorOf(sample);
  const cells = sample.flatMap((text) => cellsOf(text, separator));
  const commas = cells.filter(hasDecimalComma).length;
  const decimalComma = told.decimalComma ?? (commas > 0 && commas > cells.filter(hasDecimalPoint).length);
  return { separator, decimalComma };
}

function separatorOf(sample: readonly string[]): Separator {
  const scored = SEPARATORS.map((separator) => ({ separator, score: score(sample, separator) }));
  // A sort keeps the order of equals, which is that of SEPARATORS.
  const [best] = scored.toSorted((a, b) => b.score - a.score);
  return best.score > 0 ? best.separator : ',';
}

/** The share of lines with the most frequent number of cells, at least two, times the share of sensible cells in them. */
function score(sample: readonly string[], separator: Separator): number {
  const rows = sample.map((text) => cellsOf(text, separator));
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const usual = [...counts].filter(([count]) => count > 1).sort((a, b) => b[1] - a[1])[0]?.[0];
  if (usual === undefined) return 0;
  const alike = rows.filter(({ length }) => length === usual);
  const cells = alike.flat();
  return (alike.length / rows.length) * (cells.filter(isSensible).length / cells.length);
}

/** A number without idle zeros in front, a word, a time of day, or nothing; not two things with a separator between. */
function isSensible(cell: string): boolean {
  if (cell === '') return true;
  if (isNumber(cell)) return !/^[+-]?0\d/.test(cell);
  return /^[^\d+\-−.,;\t|][^;\t|]*[^,]$|^[\d:/.-]+(?:[ T][\d:.]+)?$|^[^\d,;\t|\s]$|^[+-][^\d,;]*$/u.test(
    cell,
  );
}
