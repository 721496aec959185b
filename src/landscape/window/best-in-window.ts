import { bfgs } from '../../core/maths/minimise/bfgs.js';
import type { Objective } from '../../core/maths/objective.js';
import { RandomStream } from '../../core/random-stream.js';
import { BoundedObjective } from './bounded-objective.js';
import { NoisyObjective } from './noisy-objective.js';

/** The lowest point that was found inside a window. */
export interface WindowBest {
  /** largest size that a weight may have */
  readonly window: number;
  /** standard deviation of a read, as a share of the window */
  readonly noise: number;
  /** expected loss, read with this noise */
  readonly loss: number;
  readonly parameters: Float64Array;
}

const LIMITS = { iterations: 400, gradientMax: 1e-10 };
const NOISY_LIMITS = { iterations: 120, gradientMax: 1e-9 };
/** A start at the very edge has no slope along its angle. */
const INSIDE = 0.98;

/** The lowest loss inside a window without noise, of some random starts and some given ones. */
export function bestInWindow(
  objective: Objective,
  window: number,
  starts: number,
  seed: number,
  given: readonly Float64Array[] = [],
): WindowBest {
  const bounded = new BoundedObjective(objective, window);
  const random = new RandomStream(`${seed}/landscape window`);
  const drawn = Array.from({ length: starts }, () => {
    const angles = new Float64Array(objective.size);
    random.uniforms(angles, angles.length);
    return angles.map((share) => (share - 0.5) * Math.PI);
  });
  const inside = given.map((parameters) => bounded.anglesOf(parameters).map((angle) => INSIDE * angle));
  return lowest(bounded, [...inside, ...drawn], LIMITS, window, 0);
}

/** The lowest expected loss inside a window when reads are noisy, from some given points. */
export function bestUnderNoise(
  objective: Objective,
  window: number,
  noise: number,
  from: readonly Float64Array[],
): WindowBest {
  const bounded = new BoundedObjective(new NoisyObjective(objective, noise * window), window);
  const starts = from.map((parameters) => bounded.anglesOf(parameters).map((angle) => INSIDE * angle));
  return lowest(bounded, starts, NOISY_LIMITS, window, noise);
}

function lowest(bounded: BoundedObjective, starts: readonly Float64Array[], limits: typeof LIMITS, window: number, noise: number): WindowBest {
  let best = { loss: Infinity, angles: starts[0] };
  for (const angles of starts) {
    const { value } = bfgs(bounded, angles, limits);
    if (value < best.loss) best = { loss: value, angles };
  }
  return { window, noise, loss: best.loss, parameters: bounded.at(best.angles).slice() };
} // prettier-ignore
