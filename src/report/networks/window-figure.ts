import { dot, line, ruleY, text } from '@observablehq/plot';
import type { Landscape } from '../../landscape/explore-landscape.js';
import type { WindowBest } from '../../landscape/window/best-in-window.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { labelWidth } from '../marks/direct-labels.js';
import { FULL_WIDTH, svgOf, type Figure } from '../marks/figure.js';
import { logTick } from '../marks/log-ticks.js';
import { HUE } from '../marks/palette.js';
import { separatePositions } from '../marks/separate-positions.js';
import { bestWindow, expected, noisesOf } from './landscape-words.js';

const HUES = [HUE.blue, HUE.green, HUE.amber, HUE.vermilion, HUE.purple];
const [TOP, BOTTOM] = [14, 40];
/** Losses below this share of the largest one are drawn there: a logarithm of 0 has no place. */
const FLOOR = 1e-12;
const SIZES = {
  wide: { width: FULL_WIDTH, height: 340, name: 'read noise' },
  narrow: { width: 380, height: 300, name: 'noise' },
};

/** The best loss over the window of the weights, without noise and with noisy reads. */
export function windowFigure(found: Landscape): Figure {
  const dashed =
    found.narrowLoss === undefined ? '' : ' Dashed: the best minimum with one neuron less, in any window.';
  return {
    name: 'window',
    title: 'Best loss over the window of the weights',
    caption: `Lowest expected loss that was found with every weight between −A and A. Read noise is white, with a standard deviation given as a share of A. With noise it is the mean over drawn reads. Filled circles: the best window of each noise.${dashed}`,
    svg: draw(found, SIZES.wide),
    narrow: draw(found, SIZES.narrow),
  };
}

function draw({ windows, narrowLoss }: Landscape, { width, height, name }: (typeof SIZES)['wide']): string {
  const noises = noisesOf(windows);
  const floor = FLOOR * Math.max(...windows.map(expected));
  const drawn = (one: WindowBest) => ({ window: one.window, noise: one.noise, loss: Math.max(floor, expected(one)) });
  const points = windows.map(drawn);
  const hue = ({ noise }: { noise: number }) => HUES[noises.indexOf(noise) % HUES.length];
  const losses = points.map(({ loss }) => loss).filter((loss) => loss > 0);
  const [low, high] = span(losses);
  const best = noises.map((noise) => drawn(bestWindow(windows, noise)));
  const ends = noises.map((noise) => points.filter((one) => one.noise === noise).at(-1)!);
  const names = noises.map((noise) => (noise === 0 ? 'no noise' : `${Number((100 * noise).toPrecision(3))} % ${name}`));
  const share = (loss: number) => Math.log(Math.max(loss, low) / low) / Math.log(high / low);
  const at = separatePositions(ends.map(({ loss }) => share(loss)), 14 / (height - TOP - BOTTOM), 0, 1);
  const [first, last] = span(points.map(({ window }) => window));
  return svgOf(
    {
      width,
      height,
      marginLeft: 64,
      marginRight: labelWidth(names) - 24,
      marginTop: TOP,
      marginBottom: BOTTOM,
      x: { type: 'log', domain: [first, last] },
      y: { type: 'log', domain: [low, high] },
      marks: [
        ...(narrowLoss !== undefined && narrowLoss > low && narrowLoss < high ? [ruleY([narrowLoss], { strokeDasharray: '4 3', strokeOpacity: 0.6 })] : []),
        line(points, { x: 'window', y: 'loss', z: 'noise', stroke: hue, strokeWidth: 1.5 }),
        dot(points, { x: 'window', y: 'loss', stroke: hue, r: 1.5 }),
        dot(best, { x: 'window', y: 'loss', fill: hue, r: 4 }),
        ...names.map((label, i) => text([label], { x: last, y: low * (high / low) ** at[i], dx: 8, textAnchor: 'start', fill: hue(ends[i]) })),
        ...bottomAxis({ label: 'window A: largest size of a weight', ticks: 6, tickFormat: logTick([first, last]) }),
        ...leftAxis({ label: 'best expected loss', ticks: 6, tickFormat: logTick([low, high]) }),
      ],
    },
    'Best loss over the window',
  );
} // prettier-ignore

/** The range of some numbers; never empty. */
function span(values: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...values, Infinity), Math.max(...values, -Infinity)];
  if (!(low <= high)) return [0.1, 1];
  return low < high ? [low, high] : [low / 2, high * 2];
}
