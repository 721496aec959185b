import { dot, line, text } from '@observablehq/plot';
import type { JudgedMethod } from '../../runs/voice/test-voice.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { labelWidth } from '../marks/direct-labels.js';
import { FULL_WIDTH, svgOf, type Figure } from '../marks/figure.js';
import { HUE } from '../marks/palette.js';
import { separatePositions } from '../marks/separate-positions.js';
import { testSentence } from './test-words.js';

const HUES = [HUE.blue, HUE.vermilion, HUE.green, HUE.purple, HUE.amber, HUE.sky, HUE.brown, HUE.grey];
const BY_NOISE = [
  ['low', '15, 10'],
  ['medium', '5, 0'],
  ['high', '−5, −10'],
] as const;
/** What is drawn of a corpus that does not know its ratios of speech to noise. */
const TOGETHER = [['all', 'all clips']] as const;
const HEIGHT = 300;
const [TOP, BOTTOM] = [14, 40];

/** The error of each method over the ratio of speech to noise. */
export function errorFigure(methods: readonly JudgedMethod[]): Figure {
  const hasRatios = methods.some(({ errors }) => BY_NOISE.some(([group]) => Number.isFinite(errors[group])));
  const groups = hasRatios ? BY_NOISE : TOGETHER;
  const known = methods.filter(({ errors }) => groups.some(([group]) => Number.isFinite(errors[group])));
  const most = 1.05 * Math.max(0.1, ...known.flatMap(({ errors }) => groups.map(([group]) => errors[group]).filter(Number.isFinite)));
  const points = known.flatMap(({ name, errors }, m) =>
    groups.map(([group], g) => ({ name, hue: HUES[m % HUES.length], g, error: 100 * errors[group] })).filter(({ error }) => Number.isFinite(error)),
  );
  const ends = known.map(({ name }) => points.filter((point) => point.name === name).at(-1)!);
  const at = separatePositions(ends.map(({ error }) => error / (100 * most)), 14 / (HEIGHT - TOP - BOTTOM), 0, 1);
  return {
    name: 'errors',
    title: hasRatios ? 'Error over noise' : 'Error of each method',
    caption: `Half total error on clips of the set test: the mean of the share of missed speech and the share of false alarms${hasRatios ? ', by the ratio of speech to noise' : '; clips.csv names no ratio of speech to noise'}. Means over seeds.`,
    finding: testSentence(methods),
    svg: svgOf(
      {
        width: FULL_WIDTH,
        height: HEIGHT,
        marginLeft: 56,
        marginRight: labelWidth(known.map(({ name }) => name)) - 20,
        marginTop: TOP,
        marginBottom: BOTTOM,
        x: { type: 'linear', domain: [-0.15, groups.length - 0.9] },
        y: { domain: [0, 100 * most] },
        marks: [
          line(points, { x: 'g', y: 'error', z: 'name', stroke: 'hue', strokeWidth: 1.5 }),
          dot(points, { x: 'g', y: 'error', fill: 'hue', r: 3 }),
          ...ends.map(({ name, g, hue }, i) => text([name], { x: g, y: 100 * most * at[i], dx: 10, textAnchor: 'start', fill: hue })),
          ...bottomAxis({ label: hasRatios ? 'speech to noise (dB)' : '', ticks: groups.map((_, g) => g), tickFormat: (g: number) => groups[g][1] }),
          ...leftAxis({ label: 'half total error (%)', ticks: 6 }),
        ],
      },
      'Error of each method over the noise',
    ),
  };
} // prettier-ignore
