import { dot, text } from '@observablehq/plot';
import type { FlowCourse } from '../../flow/follow-seed.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { FULL_WIDTH, svgOf, type Figure } from '../marks/figure.js';
import { HUE } from '../marks/palette.js';
import { logTick } from '../marks/log-ticks.js';
import { few, lastOf } from './flow-words.js';

/** Eigenvalues below this share of the largest one are drawn there. */
const LEAST = 1e-17;

/** The eigenvalues of the Hessian where a run ended: how curved the loss is along each direction. Undefined where there are none. */
export function spectrumFigure(course: FlowCourse): Figure | undefined {
  const { spectrum, flat = 0, negative = 0 } = lastOf(course).end;
  if (!spectrum || spectrum.length < 2) return undefined;
  const largest = Math.max(...spectrum.map(Math.abs));
  if (!(largest > 0)) return undefined;
  const points = spectrum.map((value, i) => ({
    rank: i + 1,
    size: Math.max(LEAST * largest, Math.abs(value)),
    isNegative: value < 0,
  }));
  return {
    name: 'spectrum',
    title: 'Spectrum of the Hessian at the end',
    finding: `The eigenvalues lie between ${few(spectrum[0])} and ${few(spectrum.at(-1))}.`,
    caption: `Eigenvalues where ${course.method} ended (seed ${course.seed}), by size; open circles are negative: a way down. ${flat} of ${spectrum.length} are zero to 12 digits of the largest one, and ${negative} lie below. Their spread, ${few(largest / Math.min(...points.map(({ size }) => size)))}, is how stiff the flow is.`,
    svg: svgOf(
      {
        width: FULL_WIDTH,
        height: 260,
        marginLeft: 64,
        marginRight: 12,
        marginTop: 14,
        marginBottom: 38,
        x: { domain: [0, spectrum.length + 1] },
        y: { type: 'log' },
        marks: [
          dot(points, {
            x: 'rank',
            y: 'size',
            r: 3,
            stroke: HUE.blue,
            fill: ({ isNegative }: (typeof points)[0]) => (isNegative ? 'none' : HUE.blue),
          }),
          ...(negative > 0
            ? [text(['negative'], { x: 1, y: points[0].size, dy: -10, textAnchor: 'start' })]
            : []),
          ...bottomAxis({ label: 'rank, from the smallest up', ticks: 8 }),
          ...leftAxis({
            label: '|eigenvalue|',
            ticks: 6,
            tickFormat: logTick([Math.min(...points.map(({ size }) => size)), largest]),
          }),
        ],
      },
      'Eigenvalues of the Hessian',
    ),
  };
}
