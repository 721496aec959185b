import { areaY, line, text } from '@observablehq/plot';
import type { RewardChain } from '../../core/reward-chain.js';
import type { CriticPlan } from '../../experiment/critic/critic-plan.js';
import { criticMeans } from '../../runs/networks/critic-rows.js';
import type { CriticResults } from '../../runs/networks/critic-runs.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { FULL_WIDTH, svgOf, type Figure } from '../marks/figure.js';
import { BEHIND, HUE } from '../marks/palette.js';
import { joined } from '../marks/panels.js';
import { separatePositions } from '../marks/separate-positions.js';
import { whyNoInterval } from '../page/caption.js';

const HUES = [HUE.blue, HUE.green, HUE.amber, HUE.vermilion, HUE.purple];
const [HEIGHT, TOP, BOTTOM, GAP] = [230, 24, 38, 12];
const WIDTH = (FULL_WIDTH - GAP) / 2;

/** A weight over time. */
interface Point {
  readonly time: number;
  readonly flow: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

interface Line {
  readonly state: number;
  readonly hue: string;
  readonly points: readonly Point[];
}

/** Weights of the critic over time on devices, a panel a condition, each beside the flow. */
export function criticFigure(plan: CriticPlan, results: CriticResults, finding: string): Figure {
  const shown = statesOnTheWay(plan.chain);
  const conditions = plan.conditions.map(({ name }) => ({ name, lines: linesOf(plan, results, name, shown) }));
  const all = conditions.flatMap(({ lines }) => lines.flatMap(({ points }) => points));
  const ends = (of: (point: Point) => number) => all.map(of);
  const span: [number, number] = [Math.min(0, ...ends(({ low }) => low)), Math.max(...ends(({ high }) => high), ...ends(({ flow }) => flow))];
  const panels = conditions.map(({ name, lines }) => ({ svg: panel(name, lines, span), width: WIDTH, height: HEIGHT }));
  const bands = whyNoInterval(plan.seeds) || `Bands are 95 % intervals of the mean of ${plan.seeds} seeds.`;
  const title = 'The critic on devices, beside its flow';
  return {
    name: 'critic-on-devices',
    title,
    caption: `Weights of states on the shortest way to the reward, as means over seeds (solid), and in the flow (dashed). Numbers are those of the states. Time is steps times learning rate. ${bands}`,
    finding,
    svg: joined(title, panels, 2, GAP).svg,
    panels: panels.map(({ svg }) => svg),
  };
} // prettier-ignore

function linesOf({ times }: CriticPlan, results: CriticResults, name: string, shown: readonly number[]): Line[] {
  const means = criticMeans(results, name);
  const states = results.values.length;
  return shown.map((state, i) => ({
    state,
    hue: HUES[i % HUES.length],
    points: [0, ...times].map((time, k) => {
      if (k === 0) return { time, flow: 0, mean: 0, low: 0, high: 0 };
      const at = (k - 1) * states + state;
      const { mean, interval } = means[at];
      return { time, flow: results.flow[at], mean, low: interval?.[0] ?? mean, high: interval?.[1] ?? mean };
    }),
  }));
} // prettier-ignore

function panel(name: string, lines: readonly Line[], [low, high]: readonly [number, number]): string {
  const last = lines[0].points.at(-1)!.time;
  const wanted = lines.map(({ points }) => (points.at(-1)!.mean - low) / (high - low));
  const at = separatePositions(wanted, 12 / (HEIGHT - TOP - BOTTOM), 0, 1);
  return svgOf(
    {
      width: WIDTH,
      height: HEIGHT,
      marginLeft: 44,
      marginRight: 22,
      marginTop: TOP,
      marginBottom: BOTTOM,
      x: { domain: [0, last] },
      y: { domain: [low, high] },
      marks: [
        ...lines.flatMap(({ points, hue }) => [
          areaY(points, { x: 'time', y1: 'low', y2: 'high', fill: hue, fillOpacity: BEHIND.band }),
          line(points, { x: 'time', y: 'mean', stroke: hue, strokeWidth: 1.5 }),
          line(points, { x: 'time', y: 'flow', stroke: hue, strokeWidth: 1, strokeDasharray: '4 2.5' }),
        ]),
        ...lines.map(({ state, hue }, i) => text([String(state)], { x: last, y: low + at[i] * (high - low), dx: 6, textAnchor: 'start', fill: hue })),
        text([name], { frameAnchor: 'top-left', dy: -16, lineWidth: 26, textOverflow: 'ellipsis', fontWeight: 'bold' }),
        ...bottomAxis({ label: 'time (steps × learning rate)', ticks: 5 }),
        ...leftAxis({ label: 'weight', ticks: 5 }),
      ],
    },
    `Weights of the critic over time: ${name}`,
  );
} // prettier-ignore

/** Up to five states on the shortest way from the start to the end of an episode. */
function statesOnTheWay({ start, next }: RewardChain): number[] {
  const before = new Map<number, number | undefined>([[start, undefined]]);
  for (const [state] of before) {
    if (next[state].includes(null)) return spread(wayTo(state, before));
    for (const to of next[state]) if (to !== null && !before.has(to)) before.set(to, state);
  }
  return spread([...before.keys()]);
}

function wayTo(state: number, before: ReadonlyMap<number, number | undefined>): number[] {
  const from = before.get(state);
  return from === undefined ? [state] : [...wayTo(from, before), state];
}

/** Five of them, the ends included. */
function spread(states: readonly number[]): number[] {
  const places = Array.from({ length: 5 }, (_, k) => Math.round((k * (states.length - 1)) / 4));
  return [...new Set(places)].map((place) => states[place]);
}
