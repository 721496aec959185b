import { dot, line, ruleY, text } from '@observablehq/plot';
import type { Landscape } from '../../landscape/explore-landscape.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { labelWidth } from '../marks/direct-labels.js';
import { FULL_WIDTH, svgOf, type Figure } from '../marks/figure.js';
import { HUE } from '../marks/palette.js';
import { separatePositions } from '../marks/separate-positions.js';

const HUES = [HUE.blue, HUE.green, HUE.amber, HUE.vermilion, HUE.purple];
const [HEIGHT, TOP, BOTTOM] = [340, 14, 40];

/** The best loss over the window of the weights, without noise and with noisy reads. */
export function windowFigure({ windows, narrowLoss }: Landscape): Figure {
  const noises = [...new Set(windows.map(({ noise }) => noise))].sort((a, b) => a - b);
  const hue = ({ noise }: { noise: number }) => HUES[noises.indexOf(noise) % HUES.length];
  const losses = windows.map(({ loss }) => loss);
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  const best = noises.map((noise) => windows.filter((one) => one.noise === noise).reduce((a, b) => (b.loss < a.loss ? b : a)));
  const ends = noises.map((noise) => windows.filter((one) => one.noise === noise).at(-1)!);
  const names = noises.map((noise) => (noise === 0 ? 'no noise' : `${Number((100 * noise).toPrecision(3))} % read noise`));
  const share = (loss: number) => Math.log(loss / low) / Math.log(high / low);
  const at = separatePositions(ends.map(({ loss }) => share(loss)), 14 / (HEIGHT - TOP - BOTTOM), 0, 1);
  return {
    name: 'window',
    title: 'Best loss over the window of the weights',
    caption: `Lowest expected loss that was found with every weight between −A and A. Read noise is white, with a standard deviation given as a share of A. Filled circles: the best window of each noise. ${narrowLoss === undefined ? '' : 'Dashed: the best loss with one neuron less; there the channel has no use.'}`,
    svg: svgOf(
      {
        width: FULL_WIDTH,
        height: HEIGHT,
        marginLeft: 64,
        marginRight: labelWidth(names),
        marginTop: TOP,
        marginBottom: BOTTOM,
        x: { type: 'log' },
        y: { type: 'log', domain: [low, high] },
        marks: [
          ...(narrowLoss !== undefined && narrowLoss > low && narrowLoss < high ? [ruleY([narrowLoss], { strokeDasharray: '4 3', strokeOpacity: 0.6 })] : []),
          line(windows, { x: 'window', y: 'loss', z: 'noise', stroke: hue, strokeWidth: 1.5 }),
          dot(windows, { x: 'window', y: 'loss', stroke: hue, r: 2 }),
          dot(best, { x: 'window', y: 'loss', fill: hue, r: 4.5 }),
          ...names.map((name, i) => text([name], { x: ends[i].window, y: low * (high / low) ** at[i], dx: 8, textAnchor: 'start', fill: hue(ends[i]) })),
          ...bottomAxis({ label: 'window A: largest size of a weight', ticks: 6, tickFormat: String }),
          ...leftAxis({ label: 'best expected loss', ticks: 6 }),
        ],
      },
      'Best loss over the window',
    ),
  };
} // prettier-ignore
