import { rectY, ruleX } from '@observablehq/plot';
import { meanOf } from '../../core/maths/vectors.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { svgOf, type Figure } from '../marks/figure.js';
import { HUE } from '../marks/palette.js';

/** Width of a bin, % of the window. */
const WIDTH = 0.5;

/** Extended Data Fig. 4a: histogram of the noise of all branches. @param percent σ of each branch, % of the window */
export function noiseHistogram(percent: number[]): Figure {
  const mean = meanOf(percent);
  return {
    name: 'ed4a-noise',
    title: 'Noise of the devices',
    caption: `σ of ${percent.length} branches (SET and RESET of each device), in per cent of the window. Dashed: the mean, ${mean.toFixed(1)} %.`,
    svg: svgOf(
      {
        width: 340,
        height: 200,
        marginLeft: 40,
        marginBottom: 36,
        marks: [
          rectY(bins(percent), { x1: 'from', x2: 'to', y: 'branches', fill: HUE.blue, insetLeft: 0.5 }),
          ruleX([mean], { strokeDasharray: '4 3' }),
          ...bottomAxis({ label: 'σ, % of the window', ticks: 8 }),
          ...leftAxis({ label: 'branches', ticks: 5 }),
        ],
      },
      'Histogram of the noise of all branches',
    ),
  };
}

function bins(percent: number[]): { from: number; to: number; branches: number }[] {
  const first = Math.floor(Math.min(...percent) / WIDTH);
  const count = Math.floor(Math.max(...percent) / WIDTH) - first + 1;
  return Array.from({ length: count }, (_, i) => {
    const from = (first + i) * WIDTH;
    const to = from + WIDTH;
    return { from, to, branches: percent.filter((sigma) => sigma >= from && sigma < to).length };
  });
}
