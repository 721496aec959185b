import { line, text } from '@observablehq/plot';
import type { FlowPlan } from '../../flow/flow-plan.js';
import type { FlowCourse, FlowPoint } from '../../flow/follow-seed.js';
import { methods, type ClockName } from '../../flow/methods/methods.js';
import { coarseAmong } from '../../networks/quantised/coarse-name.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { FULL_WIDTH, svgOf, type Figure } from '../marks/figure.js';
import { HUE } from '../marks/palette.js';
import { logTick } from '../marks/log-ticks.js';
import { separatePositions } from '../marks/separate-positions.js';
import { labelWidth } from '../marks/direct-labels.js';

const HUES = [HUE.blue, HUE.vermilion, HUE.green, HUE.purple, HUE.amber, HUE.sky, HUE.brown, HUE.violet];
const [HEIGHT, TOP, BOTTOM] = [300, 12, 38];
/** Losses below it are drawn there: a logarithm of 0 has no place. */
const LEAST = 1e-32;
/** What has grown beyond so many times its start is left out: it would press all else flat. */
const MOST = 1e6;

/** The hue of each method. */
export function hueOf(plan: FlowPlan, method: string): string {
  return HUES[plan.methods.findIndex(({ name }) => name === method) % HUES.length];
}

/** Loss and weight norm of all runs, a figure for each and for each clock. */
export function courseFigures(plan: FlowPlan, courses: readonly FlowCourse[]): Figure[] {
  const clockOf = ({ method }: FlowCourse) =>
    methods.get(plan.methods.find(({ name }) => name === method)!.method).clock;
  const clocks = [...new Set(courses.map(clockOf))];
  const all = clocks.map((clock) => [clock, courses.filter((course) => clockOf(course) === clock)] as const);
  const suffix = (clock: ClockName) => (all.length > 1 ? `-${clock}` : '');
  const over = (clock: ClockName) => (clock === 'time' ? 'time' : 'iterations');
  const finished = plan.finish === undefined ? '' : ` What ${plan.finish} did from there on is in the table.`;
  const kept = plan.seeds > 1 ? `One line a run; ${plan.seeds} seeds of each method.` : 'One line a method.';
  const meaning = coarseAmong(plan.layers)
    ? 'Slopes are stand-ins, so that the loss may rise.'
    : 'A straight line is a power law; a step down is a saddle that was left.';
  return [
    ...all.map(([clock, group]) => ({
      name: `loss${suffix(clock)}`,
      title: `Loss over ${over(clock)}`,
      caption: `Mean loss, on two logarithmic scales. ${kept} ${meaning}${finished}`,
      svg: draw(plan, group, clock, 'loss', ({ loss }) => loss),
    })),
    ...all.map(([clock, group]) => ({
      name: `norm${suffix(clock)}`,
      title: `Weight norm over ${over(clock)}`,
      caption: `‖θ‖²/2P, half the mean square of all P weights. ${kept} A norm that goes on growing runs to infinity.`,
      svg: draw(plan, group, clock, 'weight norm ‖θ‖²/2P', ({ norm }) => norm),
    })),
  ];
} // prettier-ignore

interface Drawn {
  readonly clock: number;
  readonly value: number;
  readonly run: string;
  readonly method: string;
}

function draw(
  plan: FlowPlan,
  courses: readonly FlowCourse[],
  clock: ClockName,
  label: string,
  of: (point: FlowPoint) => number,
): string {
  const most = MOST * Math.max(...courses.map(({ points: [start] }) => of(start)));
  const points = courses.flatMap(({ method, seed, points: seen }) =>
    seen
      .filter((point) => point.clock > 0 && of(point) <= most)
      .map((point): Drawn => ({ clock: point.clock, value: Math.max(LEAST, of(point)), run: `${method}/${seed}`, method })),
  );
  const names = [...new Set(courses.map(({ method }) => method))];
  const marginRight = labelWidth(names);
  const [low, high] = span(points.map(({ value }) => value));
  const [first, last] = span(points.map((point) => point.clock));
  return svgOf(
    {
      width: FULL_WIDTH,
      height: HEIGHT,
      marginLeft: 64,
      marginRight,
      marginTop: TOP,
      marginBottom: BOTTOM,
      x: { type: 'log', domain: [first, last] },
      y: { type: 'log', domain: [low, high] },
      marks: [
        line(points, { x: 'clock', y: 'value', z: 'run', stroke: ({ method }: Drawn) => hueOf(plan, method), strokeWidth: plan.seeds > 4 ? 1 : 1.5, strokeOpacity: plan.seeds > 4 ? 0.7 : 1 }),
        ...labels(names, points, [low, high]).map(({ name, value }) =>
          text([name], { x: last, y: value, dx: 8, textAnchor: 'start', fill: hueOf(plan, name) }),
        ),
        ...bottomAxis({ label: clock === 'time' ? 'time' : 'iteration', ticks: 6, tickFormat: logTick([first, last]) }),
        ...leftAxis({ label, ticks: 6, tickFormat: logTick([low, high]) }),
      ],
    },
    `${label} over ${clock}`,
  );
} // prettier-ignore

/** Names beside the median ends of their lines, apart from each other. */
function labels(names: readonly string[], points: readonly Drawn[], [low, high]: readonly [number, number]): { name: string; value: number }[] {
  const width = Math.log(high / low);
  const wanted = names.map((name) => {
    const own = points.filter(({ method }) => method === name);
    const ends = own.filter(({ run }, i) => own[i + 1]?.run !== run).map(({ value }) => value);
    const middle = ends.toSorted((a, b) => a - b)[ends.length >> 1] ?? low;
    return Math.log(middle / low) / width;
  });
  const at = separatePositions(wanted, 14 / (HEIGHT - TOP - BOTTOM), 0, 1);
  return names.map((name, i) => ({ name, value: low * Math.exp(at[i] * width) }));
} // prettier-ignore

/** The range of some numbers; never empty. */
function span(values: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...values, Infinity), Math.max(...values, -Infinity)];
  if (!(low <= high)) return [0.1, 1];
  return low < high ? [low, high] : [low / 2, high * 2];
}
