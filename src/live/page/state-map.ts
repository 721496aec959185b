import { arrow } from './arrow.js';
import { opinionOf, type Opinion } from './columns.js';
import { drawing, element, word } from './svg.js';
import { valueBar, VALUE_BAR } from './value-bar.js';
import { way } from './way.js';
import { inkOn, viridis } from './viridis.js';
import type { RunView } from './wire.js';

/** What of a view these squares are drawn from. */
type StatesView = Pick<RunView, 'heads' | 'next'> & Required<Pick<RunView, 'states'>>;

/** Side of a square from which on it has room for its number, pixels. */
const LEGIBLE = 40;
const MARGIN = 22;

/** The value of each state as the colour of its square, and where the policy leads as arrows. @param weights cells × heads @param side pixels @param visited states of an episode, whose way is drawn too */
export function stateMap(
  view: StatesView,
  weights: readonly number[],
  temperature: number | undefined,
  side: number,
  visited: readonly number[] = [],
): string {
  const { heads, states } = view;
  const { places } = states;
  const xs = places.map(({ x }) => x);
  const ys = places.map(({ y }) => y);
  const [left, top] = [Math.min(...xs), Math.max(...ys)];
  const [across, down] = [Math.max(...xs) - left + 1, top - Math.min(...ys) + 1];
  const square = Math.min((side - VALUE_BAR - MARGIN) / across, side / down, 96);
  const height = down * square + 2 * MARGIN;
  const opinions = places.map((_, state) =>
    opinionOf(view, weights.slice(state * heads.length, (state + 1) * heads.length), temperature),
  );
  const values = opinions.map(({ value }) => value);
  const range = [Math.min(0, ...values), Math.max(1, ...values)] as const;
  const middle = (state: number) =>
    [
      MARGIN + (places[state].x - left + 0.5) * square,
      MARGIN + (top - places[state].y + 0.5) * square,
    ] as const;
  const squares = opinions.map(({ value }, state) => {
    const [x, y] = middle(state);
    const share = (value - range[0]) / (range[1] - range[0]);
    const box = {
      x: x - square / 2 + 1,
      y: y - square / 2 + 1,
      width: square - 2,
      height: square - 2,
      rx: 4,
    };
    const number =
      square < LEGIBLE
        ? ''
        : word(value.toFixed(2), x, y + 0.36 * square, { fill: inkOn(share), class: 'value' });
    return {
      square: element('rect', { ...box, fill: viridis(share), class: 'state' }),
      signs: number + arrowOf(view, opinions[state], state, [x, y - 0.12 * square], 0.62 * square),
    };
  });
  return drawing(
    `Value of every state of the ${states.name}, and the policy as arrows`,
    side,
    height,
    ...squares.map((one) => one.square),
    way(visited.map(middle), 0.08 * square),
    ...squares.map(({ signs }) => signs),
    mark(middle(states.start.state), square, 'start'),
    mark(middle(states.reward.state), square, 'reward'),
    valueBar(side, height, range),
  );
}

function arrowOf(
  { next, states }: StatesView,
  { policy }: Opinion,
  state: number,
  [x, y]: readonly [number, number],
  size: number,
): string {
  if (!next || state === states.reward.state) return '';
  const { places } = states;
  const here = places[state];
  const mean = (of: (to: number) => number) =>
    policy.reduce((sum, share, action) => sum + share * of(next[state][action]), 0);
  return arrow(
    x,
    y,
    mean((to) => places[to].x - here.x),
    mean((to) => places[to].y - here.y),
    size,
  );
}

/** A frame around a state with its word. */
function mark([x, y]: readonly [number, number], square: number, text: 'start' | 'reward'): string {
  const box = { x: x - square / 2, y: y - square / 2, width: square, height: square, rx: 5 };
  return element('rect', { ...box, class: text }) + word(text, x, y - square / 2 - 5, { class: 'mark' });
}
