import { bfgs } from '../../core/maths/minimise/bfgs.js';
import type { Objective } from '../../core/maths/objective.js';
import { RandomStream } from '../../core/random-stream.js';
import { BoundedObjective } from './bounded-objective.js';
import type { DrawnLoss } from './drawn-loss.js';
import { NoisyObjective } from './noisy-objective.js';

/** The lowest point that was found inside a window: an upper bound of the lowest one that there is. */
export interface WindowBest {
  /** largest size that a weight may have */
  readonly window: number;
  /** standard deviation of a read, as a share of the window */
  readonly noise: number;
  /** expected loss, read with this noise: that of `NoisyObjective` */
  readonly loss: number;
  readonly parameters: Float64Array;
  /** number of searches of which it is the best */
  readonly searches: number;
  /** mean loss over drawn reads at this point */
  readonly drawn?: DrawnLoss;
}

/** Where the lowest point of a window is looked for. */
export interface WindowSearch {
  /** standard deviation of a read, as a share of the window; default: 0 */
  readonly noise?: number;
  /** random starts; default: 0 */
  readonly starts?: number;
  readonly seed?: number;
  /** points from which searches start, too; what lies outside comes to the edge */
  readonly given?: readonly Float64Array[];
}

const LIMITS = { iterations: 400, gradientMax: 1e-10 };
const NOISY_LIMITS = { iterations: 200, gradientMax: 1e-8 };
/** A start at the very edge has no slope along its angle. */
const INSIDE = 0.98;

/** The lowest expected loss inside a window, of random starts and given ones; never above the loss at a given point inside. */
export function bestInWindow(
  objective: Objective,
  window: number,
  { noise = 0, starts = 0, seed = 1, given = [] }: WindowSearch,
): WindowBest {
  const expected = noise > 0 ? new NoisyObjective(objective, noise * window) : objective;
  const bounded = new BoundedObjective(expected, window);
  const inside = given.map((point) => point.map((value) => Math.max(-window, Math.min(window, value))));
  const drawn = randomAngles(objective.size, starts, `${seed}/landscape window ${window} noise ${noise}`);
  const searched = [...inside.map((point) => bounded.anglesOf(point).map((angle) => INSIDE * angle)), ...drawn];
  let best = { loss: Infinity, parameters: inside[0] ?? new Float64Array(objective.size) };
  const offer = (loss: number, parameters: () => Float64Array) => {
    if (loss < best.loss) best = { loss, parameters: parameters().slice() };
  };
  for (const point of inside) offer(expected.value(point), () => point);
  for (const angles of searched) {
    const { value } = bfgs(bounded, angles, noise > 0 ? NOISY_LIMITS : LIMITS);
    offer(value, () => bounded.at(angles));
  }
  return { window, noise, ...best, searches: searched.length };
} // prettier-ignore

function randomAngles(size: number, count: number, key: string): Float64Array[] {
  const random = new RandomStream(key);
  return Array.from({ length: count }, () => {
    const shares = new Float64Array(size);
    random.uniforms(shares, size);
    return shares.map((share) => (share - 0.5) * Math.PI);
  });
}
