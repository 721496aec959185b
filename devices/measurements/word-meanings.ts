import { isConductance } from '../files/conductance.js';
import type { Polarity } from '../vcm/response-curve.js';
import { siemensOf, type ConductanceSource } from './conductance-source.js';
import { wordsFor, type Columns } from './find-columns.js';
import type { Table } from './table/find-table.js';
import type { Mapping } from './mapping.js';

/** The polarity that a word stands for. */
export type WordMeaning = (word: string) => Polarity | undefined;

/**
 * What the words of a polarity column stand for: as the mapping or the field says. Two words of which neither is known are told apart by
 * physics: the conductance rises along SET.
 */
export function wordMeanings(
  table: Table,
  columns: Columns,
  source: ConductanceSource,
  mapping: Mapping,
  decimalComma: boolean,
): WordMeaning {
  const known = wordsFor(mapping);
  const { polarity, cycle } = columns;
  if (polarity === undefined) return known;
  const words = [...new Set(table.rows.map(({ cells }) => cells[polarity] ?? ''))];
  if (words.length !== 2 || words.some((word) => word === '' || known(word))) return known;
  const rises = new Map(words.map((word) => [word, 0]));
  for (const [i, row] of table.rows.entries()) {
    const before = table.rows[i - 1];
    const word = row.cells[polarity];
    if (i === 0 || before.cells[polarity] !== word || (cycle !== undefined && before.cells[cycle] !== row.cells[cycle])) continue; // prettier-ignore
    const [from, to] = [before, row].map((each) => siemensOf(source, each, decimalComma));
    // A reading that is none says nothing.
    if (isConductance(from) && isConductance(to)) rises.set(word, rises.get(word)! + to - from);
  }
  const [one, other] = words.map((word) => rises.get(word)!);
  if (!(one * other < 0)) return known;
  const set = one > 0 ? words[0] : words[1];
  return (word) => (words.includes(word) ? (word === set ? 'set' : 'reset') : undefined);
}
