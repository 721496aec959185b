import { scale, ticks, type Scale } from '../../../src/live/page/scale.js';
import { drawing, element, short, word } from '../../../src/live/page/svg.js';
import { shortenedTo } from '../../../src/report/marks/text-width.js';
import { HUE } from '../../../src/report/marks/palette.js';
import type { DemoView } from '../learning/wire.js';
import { runningMean, windowOf } from './running-mean.js';

/** Steps of each episode so far, and the name of what was learned. */
export interface Curve {
  readonly name: string;
  readonly steps: readonly number[];
}

const MARGIN = { top: 40, bottom: 34, left: 44, right: 14 };
/** Where the key names the run before, pixels. */
const BEFORE = MARGIN.left + 106;
/** Number of points of a line; more could not be told apart. */
const POINTS = 240;
/** Height of the picture in terms of its highest mean. */
const ROOM = 1.5;

/** Steps an episode: each block of episodes from its least to its most, the running mean, and in grey that of the run before. @param width, @param height pixels */
export function learningCurve(
  { episodes, shortestPath }: Pick<DemoView, 'episodes' | 'shortestPath'>,
  now: Curve,
  before: Curve | undefined,
  width: number,
  height: number,
): string {
  const block = Math.ceil(episodes / POINTS);
  const window = windowOf(episodes);
  const mean = runningMean(now.steps, window);
  const earlier = before ? runningMean(before.steps, window) : [];
  // Single episodes may leave the picture, so that the means fill it.
  const highest = Math.max(10, Math.min(Math.max(...now.steps, 0), ROOM * Math.max(...mean, 0)), ...earlier);
  const x = scale([0, episodes], [MARGIN.left, width - MARGIN.right]);
  const y = scale([0, highest], [height - MARGIN.bottom, MARGIN.top]);
  return drawing(
    `Steps of each episode of ${now.name}${before ? `, and of ${before.name} before` : ''}`,
    width,
    height,
    ...axes(episodes, highest, x, y),
    shortestPath === undefined ? '' : shortest(shortestPath, x, y, episodes),
    element('path', { d: ranges(now.steps, block, highest, x, y), class: block > 1 ? 'raw' : 'raw dots' }),
    element('path', { d: line(earlier, block, x, y), class: 'earlier' }),
    element('path', { d: line(mean, block, x, y), fill: 'none', stroke: HUE.vermilion, 'stroke-width': 2.5, 'stroke-linejoin': 'round' }),
    ...key(window, before, width),
  );
} // prettier-ignore

/** Vertical strokes from the least to the most steps of each block. */
function ranges(steps: readonly number[], block: number, highest: number, x: Scale, y: Scale): string {
  let d = '';
  for (let from = 0; from < steps.length; from += block) {
    const some = steps.slice(from, from + block);
    const [least, most] = [Math.min(...some), Math.max(...some)];
    if (least > highest) continue;
    const at = short(x(from + (some.length + 1) / 2));
    d += `M${at} ${short(y(least))}V${short(y(Math.min(most, highest)))}`;
  }
  return d;
}

function line(values: readonly number[], block: number, x: Scale, y: Scale): string {
  const points = values.flatMap((value, i) =>
    (i + 1) % block === 0 || i === values.length - 1 ? [`${short(x(i + 1))} ${short(y(value))}`] : [],
  );
  return points.length > 0 ? `M${points.join('L')}` : '';
}

function axes(episodes: number, highest: number, x: Scale, y: Scale): string[] {
  const [left, right] = [x(0), x(episodes)];
  return [
    word('steps an episode', 0, 12, { class: 'quiet' }),
    ...ticks(0, highest, 4).map((tick) =>
      element('line', { x1: left, x2: right, y1: y(tick), y2: y(tick), class: 'grid' }) +
      word(String(tick), left - 6, y(tick) + 4, { class: 'tick-y' }),
    ),
    ...ticks(0, episodes, right < 420 ? 2 : 4).map((tick) =>
      word(tick.toLocaleString('en-US'), x(tick), y(0) + 16, { class: 'tick-x' }),
    ),
    word('episode', right, y(0) + 30, { class: 'axis-x' }),
  ];
} // prettier-ignore

function shortest(steps: number, x: Scale, y: Scale, episodes: number): string {
  return element('line', { x1: x(0), x2: x(episodes), y1: y(steps), y2: y(steps), class: 'shortest' });
}

function key(window: number, before: Curve | undefined, width: number): string[] {
  const entry = (left: number, top: number, className: string, name: string, stroke?: string) =>
    element('path', { d: `M${left} ${top - 4}h18`, class: className, stroke }) + word(name, left + 24, top);
  return [
    entry(MARGIN.left, 30, 'now', `mean of ${window}`, HUE.vermilion),
    before
      ? entry(BEFORE, 30, 'earlier', shortenedTo(`before: ${before.name}`, width - BEFORE - 26, 12))
      : '',
  ];
}
