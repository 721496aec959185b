import { separatePositions } from '../../report/marks/separate-positions.js';
import { shortenedTo } from '../../report/marks/text-width.js';
import { IDEAL_STYLE, styleNumber, type ConditionStyle } from '../../report/page/condition-style.js';
import { scale, ticks, type Scale } from './scale.js';
import { drawing, element, short, word } from './svg.js';
import type { ConditionState, RunState, RunView } from './wire.js';

const MARGIN = { top: 22, bottom: 34, left: 44 };
const LABEL = 13;
/** Number of conditions that can be told apart with their bands. */
const FEW = 3;

/** The styles of a run's conditions: the first with ideal memory is thin and dashed. */
export function stylesOf({ conditions }: Pick<RunView, 'conditions'>): ConditionStyle[] {
  const ideal = conditions.findIndex(({ exact }) => exact);
  return conditions.map((_, i) =>
    i === ideal ? IDEAL_STYLE : styleNumber(ideal >= 0 && i > ideal ? i - 1 : i),
  );
}

/** Learning curves: means over finished seeds with bands of two standard errors, and lines without a band for seeds in progress. Of many conditions, the shown one stands out. @param width, @param height pixels */
export function curves(view: RunView, state: RunState, width: number, height: number): string {
  const { conditions, shown } = state;
  const isMany = conditions.length > FEW;
  const right = isMany ? 16 : width < 480 ? 92 : 132;
  const highest = Math.max(1, ...conditions.map((condition, i) => top(condition, !isMany || i === shown)));
  const x = scale([0, view.episodes], [MARGIN.left, width - right]);
  const y = scale([0, highest], [height - MARGIN.bottom, MARGIN.top]);
  const styles = stylesOf(view);
  const at = (k: number) => Math.min((k + 0.5) * view.block, view.episodes);
  const lines = conditions.map(({ curve, now }, i) => {
    const isClear = !isMany || i === shown;
    const style = styles[i];
    const drawn: string[] = [];
    if (curve && isClear) drawn.push(band(curve, at, x, y, style.colour));
    if (curve) drawn.push(path(curve.mean, at, x, y, style, isMany && isClear ? 3 : 2));
    if (now) drawn.push(path(now.curve, at, x, y, style, curve ? 0.75 : 1.5));
    return isClear ? drawn.join('') : element('g', { class: 'faint' }, ...drawn);
  });
  // The one that stands out is drawn last.
  if (isMany) lines.push(...lines.splice(shown, 1));
  const clip = { x: MARGIN.left, y: 0, width: width - right - MARGIN.left + 1, height };
  return drawing(
    `${view.moreIsBetter ? 'Steps' : 'Moves'} per episode of ${view.conditions.map(({ name }) => name).join(', ')}`,
    width,
    height,
    ...axes(view, highest, x, y, width - right),
    element('clipPath', { id: 'curves' }, element('rect', clip)),
    element('g', { 'clip-path': 'url(#curves)' }, ...lines),
    ...(isMany ? [] : labels(view, state, styles, y, width - right + 6, right - 8)),
  );
}

/** The highest value of a condition's curves, with its band if that is drawn. */
function top({ curve, now }: ConditionState, hasBand: boolean): number {
  if (curve)
    return Math.max(...curve.mean.map((mean, k) => mean + (hasBand ? Math.min(curve.reach[k], mean) : 0)));
  return Math.max(0, ...(now?.curve ?? []));
}

type Place = (k: number) => number;

function path(
  values: readonly number[],
  at: Place,
  x: Scale,
  y: Scale,
  { colour, dash }: ConditionStyle,
  strokeWidth: number,
): string {
  const points = values.map((value, k) => `${short(x(at(k)))} ${short(y(value))}`);
  if (points.length === 0) return '';
  const d = `M${points.join('L')}`;
  return element('path', { d, fill: 'none', stroke: colour, 'stroke-width': strokeWidth, 'stroke-dasharray': dash, 'stroke-linejoin': 'round' });
} // prettier-ignore

function band(
  { mean, reach }: { readonly mean: readonly number[]; readonly reach: readonly number[] },
  at: Place,
  x: Scale,
  y: Scale,
  colour: string,
): string {
  const point = (k: number, value: number) => `${short(x(at(k)))} ${short(y(Math.max(0, value)))}`;
  const above = mean.map((value, k) => point(k, value + reach[k]));
  const below = mean.map((value, k) => point(k, value - reach[k])).reverse();
  return element('path', { d: `M${[...above, ...below].join('L')}z`, fill: colour, 'fill-opacity': 0.2 });
}

function axes(view: RunView, highest: number, x: Scale, y: Scale, end: number): string[] {
  const short = view.shortestPath;
  const bottom = y(0);
  return [
    word(view.moreIsBetter ? 'steps an episode (more is better)' : 'moves an episode', 0, 12, { class: 'quiet' }),
    ...ticks(0, highest, 4).map((tick) =>
      element('line', { x1: MARGIN.left, x2: end, y1: y(tick), y2: y(tick), class: 'grid' }) +
      word(tick.toLocaleString('en-US'), MARGIN.left - 6, y(tick) + 4, { class: 'tick-y' }),
    ),
    ...ticks(0, view.episodes, end < 400 ? 2 : 5).map((tick) =>
      word(tick.toLocaleString('en-US'), x(tick), bottom + 16, { class: 'tick-x' }),
    ),
    word('episode', end, bottom + 30, { class: 'axis-x' }),
    short === undefined ? '' : element('line', { x1: MARGIN.left, x2: end, y1: y(short), y2: y(short), class: 'shortest' }),
  ];
} // prettier-ignore

/** The names of the conditions at the ends of their curves. */
function labels(
  view: RunView,
  { conditions }: RunState,
  styles: readonly ConditionStyle[],
  y: Scale,
  x: number,
  room: number,
): string[] {
  const named = conditions.flatMap(({ curve, now }, i) => {
    const last = curve?.mean.at(-1) ?? now?.curve.at(-1);
    return last === undefined ? [] : [{ i, y: y(last) }];
  });
  const positions = separatePositions(named.map((one) => one.y), LABEL, MARGIN.top, y(0)); // prettier-ignore
  return named.map(({ i }, k) =>
    element('line', { x1: x, x2: x + 12, y1: positions[k], y2: positions[k], stroke: styles[i].colour, 'stroke-width': 2.5, 'stroke-dasharray': styles[i].dash }) +
    word(shortenedTo(view.conditions[i].name, room - 16, 12), x + 16, positions[k] + 4, { class: 'label' }),
  ); // prettier-ignore
}
