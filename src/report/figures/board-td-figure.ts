import type { Summary } from '../../runs/summary.js';
import { count } from '../page/caption.js';
import type { Figure } from '../marks/figure.js';
import { tdErrorFigure } from './td-error-figure.js';

/** TD errors as a board measured them, over what the last readings of its devices let expect; nothing where none was read. */
export function boardTdFigure({ conditions }: Summary): Figure | undefined {
  const read = conditions.find(({ board }) => (board?.td.count ?? 0) > 0);
  const { td, model } = read?.board ?? {};
  if (!read || !td) return undefined;
  const points = td.expected.map((expected, k) => ({ expected, measured: td.measured[k] }));
  const shown =
    points.length < td.count
      ? `the first ${count(points.length, 'read')} of ${td.count}`
      : count(td.count, 'read');
  const words = `${read.name} on ${model} (${read.provenance}): ${shown}, each a sum over the physical devices of a TD error; expected: the same from their last single reads.`;
  return tdErrorFigure(points, words);
}
