import { dot, line, text } from '@observablehq/plot';
import type { JudgedMethod } from '../../runs/voice/test-voice.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { labelWidth } from '../marks/direct-labels.js';
import { FULL_WIDTH, svgOf, type Figure } from '../marks/figure.js';
import { HUE } from '../marks/palette.js';
import { separatePositions } from '../marks/separate-positions.js';
import { testSentence } from './test-words.js';

const HUES = [HUE.blue, HUE.vermilion, HUE.green, HUE.purple, HUE.amber, HUE.sky, HUE.brown, HUE.grey];
const GROUPS = [
  ['low', '15, 10'],
  ['medium', '5, 0'],
  ['high', '−5, −10'],
] as const;
const HEIGHT = 300;
const [TOP, BOTTOM] = [14, 40];

/** The error of each method over the ratio of speech to noise. */
export function errorFigure(methods: readonly JudgedMethod[]): Figure {
  const known = methods.filter(({ errors }) => GROUPS.some(([group]) => Number.isFinite(errors[group])));
  const most = 1.05 * Math.max(0.1, ...known.flatMap(({ errors }) => GROUPS.map(([group]) => errors[group]).filter(Number.isFinite)));
  const points = known.flatMap(({ name, errors }, m) =>
    GROUPS.map(([group], g) => ({ name, hue: HUES[m % HUES.length], g, error: 100 * errors[group] })).filter(({ error }) => Number.isFinite(error)),
  );
  const ends = known.map(({ name }) => points.filter((point) => point.name === name).at(-1)!);
  const at = separatePositions(ends.map(({ error }) => error / (100 * most)), 14 / (HEIGHT - TOP - BOTTOM), 0, 1);
  return {
    name: 'errors',
    title: 'Error over noise',
    caption: 'Half total error on clips of the set test: the mean of the share of missed speech and the share of false alarms, by the ratio of speech to noise. Means over seeds.',
    finding: testSentence(methods),
    svg: svgOf(
      {
        width: FULL_WIDTH,
        height: HEIGHT,
        marginLeft: 56,
        marginRight: labelWidth(known.map(({ name }) => name)) - 20,
        marginTop: TOP,
        marginBottom: BOTTOM,
        x: { type: 'linear', domain: [-0.15, GROUPS.length - 0.9] },
        y: { domain: [0, 100 * most] },
        marks: [
          line(points, { x: 'g', y: 'error', z: 'name', stroke: 'hue', strokeWidth: 1.5 }),
          dot(points, { x: 'g', y: 'error', fill: 'hue', r: 3 }),
          ...ends.map(({ name, g, hue }, i) => text([name], { x: g, y: 100 * most * at[i], dx: 10, textAnchor: 'start', fill: hue })),
          ...bottomAxis({ label: 'speech to noise (dB)', ticks: GROUPS.map((_, g) => g), tickFormat: (g: number) => GROUPS[g][1] }),
          ...leftAxis({ label: 'half total error (%)', ticks: 6 }),
        ],
      },
      'Error of each method over the noise',
    ),
  };
} // prettier-ignore
