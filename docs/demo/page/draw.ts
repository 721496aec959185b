import { planeMap } from '../../../src/live/page/plane-map.js';
import { stateMap } from '../../../src/live/page/state-map.js';
import { weightMap } from '../../../src/live/page/weight-map.js';
import type { DemoState, DemoView } from '../learning/wire.js';
import { part } from './dom.js';
import { learningCurve, type Curve } from './learning-curve.js';

/** Says what the pictures show. */
export function sayPictures({ states, shortestPath }: DemoView): void {
  part('map-says').textContent =
    `Value of each ${states ? 'state' : 'place'} (colour), policy (arrows), and the way of the latest episode (line, from dot to ring).`;
  const shortest =
    shortestPath === undefined ? '' : ` The grey line across is the shortest way, ${shortestPath} steps.`;
  part('curve-says').textContent =
    `Steps of each episode (grey), and their running mean (orange).${shortest} The run before stays as a dashed line, so that two choices can be compared.`;
}

/** Draws maze, curve and devices, and writes what the devices went through. @param isSlow whether there is time to see an episode walked */
export function draw(
  view: DemoView,
  state: DemoState,
  now: Curve,
  before: Curve | undefined,
  isSlow: boolean,
): void {
  part('map').className = isSlow ? 'picture slow' : 'picture';
  part('map').innerHTML = maze(view, state, part('map').clientWidth);
  const width = part('curve').clientWidth;
  const height = Math.min(Math.max(0.8 * width, 260), 430);
  part('curve').innerHTML = learningCurve(view, now, before, width, height);
  part('devices').innerHTML = weightMap(view, state.weights, '', part('devices').clientWidth);
  for (const name of ['set', 'reset', 'reads'] as const)
    part(name).textContent = state[name].toLocaleString('en-US');
  part('episodes').textContent =
    `${now.steps.length.toLocaleString('en-US')} of ${view.episodes.toLocaleString('en-US')}`;
  const { valueError = NaN } = state;
  part('error').textContent = Number.isNaN(valueError) ? 'at the end' : valueError.toFixed(3);
  part('bar').value = now.steps.length / view.episodes;
}

function maze(view: DemoView, { weights, way }: DemoState, room: number): string {
  const { states, grid, scene, temperature } = view;
  if (states) {
    const visited = way.map(([state]) => state);
    return stateMap({ ...view, states }, weights, temperature, room, visited);
  }
  if (!grid || !scene) return '';
  const places = way.map(([x, y]) => [x, y] as const);
  return planeMap({ ...view, grid, scene }, weights, temperature, Math.min(room, 520), places);
}
