import { dot, line } from '@observablehq/plot';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { svgOf, type Figure } from '../marks/figure.js';
import type { Summary } from '../../runs/summary.js';
import { count } from '../page/caption.js';
import { HUE } from '../marks/palette.js';

/** A TD error α δ: expected from its weights, and measured in one read. */
export interface TdRead {
  expected: number;
  measured: number;
}

/** Half width of the band that holds the points of the article. */
const BAND = 0.03;
const SIZE = 260;

/** Fig. 3b: measured against expected TD errors. @param points the sentence of the caption that says what a point is */
export function tdErrorFigure(reads: TdRead[], points = 'Each point is one read of two devices.'): Figure {
  const ends = [
    Math.min(...reads.map(({ expected }) => expected)),
    Math.max(...reads.map(({ expected }) => expected)),
  ];
  const diagonal = (offset: number, strokeDasharray = 'none') =>
    line(ends, { x: (x: number) => x, y: (x: number) => x + offset, strokeWidth: 1, strokeDasharray });
  return {
    name: 'fig3b-td-error',
    title: 'The TD error as one summed current',
    caption: `${points} Line: measured equals expected. Dashed: ± ${BAND}, the band of the article’s points.`,
    svg: svgOf(
      {
        width: SIZE + 56,
        height: SIZE + 44,
        marginLeft: 48,
        marginRight: 8,
        marginTop: 8,
        marginBottom: 36,
        marks: [
          dot(reads, { x: 'expected', y: 'measured', r: 1.25, fill: HUE.blue, fillOpacity: 0.5 }),
          diagonal(0),
          diagonal(BAND, '4 3'),
          diagonal(-BAND, '4 3'),
          ...bottomAxis({ label: 'expected Δw', ticks: 5 }),
          ...leftAxis({ label: 'measured Δw', ticks: 5 }),
        ],
      },
      'Measured over expected changes of weight',
    ),
  };
}

/** TD errors measured by a board, against those expected from the last readings of its devices; undefined if there are none. */
export function boardTdFigure({ conditions }: Summary): Figure | undefined {
  const read = conditions.find(({ board }) => (board?.td.count ?? 0) > 0);
  const { td, model } = read?.board ?? {};
  if (!read || !td) return undefined;
  const points = td.expected.map((expected, k) => ({ expected, measured: td.measured[k] }));
  const shown =
    points.length < td.count
      ? `the first ${count(points.length, 'read')} of ${td.count}`
      : count(td.count, 'read');
  const source = `${read.name} on ${model} (${read.provenance}): ${shown}.`;
  const meaning =
    'Each point sums a TD error over its physical devices. Expected: the same sum from their last single reads.';
  return tdErrorFigure(points, `${source} ${meaning}`);
}
