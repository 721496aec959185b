import { meanOf } from '../statistics/interval-estimate.js';
import type { Outcomes } from './outcomes.js';

/** Episodes at the end, of a run or of a budget, whose mean is what was learned. */
export const LAST = 50;
/** Share of all episodes whose mean smooths a curve. */
const SMOOTHED = 0.05;

/** Mean steps of each seed over the last episodes of the run. */
export function finalSteps(steps: Int32Array, { seeds, episodes }: Outcomes): Float64Array {
  return meanOverSeeds(steps, seeds, episodes, () => episodes);
}

/** Area under each seed's learning curve: its mean steps over all episodes. */
export function curveArea(steps: Int32Array, { seeds, episodes }: Outcomes): Float64Array {
  return meanOverSeeds(steps, seeds, episodes, () => episodes, episodes);
}

/** Steps of each seed over the last episodes up to one of its own. @param end number of that episode */
export function meanOverSeeds(
  steps: Int32Array,
  seeds: number,
  episodes: number,
  end: (seed: number) => number,
  most = LAST,
): Float64Array {
  return Float64Array.from({ length: seeds }, (_, seed) => {
    const to = end(seed);
    return meanBetween(steps, seed * episodes + Math.max(0, to - most), seed * episodes + to);
  });
}

/** Episodes over which a curve is smoothed: a twentieth of all, at least one recorded block, never more than the last ones that count. */
export function smoothing({ episodes, recorded }: Pick<Outcomes, 'episodes' | 'recorded'>): number {
  const block = recorded.length > 1 ? recorded[1] - recorded[0] : recorded[0];
  return Math.min(LAST, episodes, Math.max(block, Math.ceil(SMOOTHED * episodes)));
}

/** Each seed's smoothed steps at the recorded episodes, [recorded episode × seed]. */
export function smoothedSteps(steps: Int32Array, outcomes: Outcomes): Float64Array {
  const { seeds, episodes, recorded } = outcomes;
  const window = smoothing(outcomes);
  const smooth = new Float64Array(recorded.length * seeds);
  recorded.forEach((end, k) =>
    smooth.set(
      meanOverSeeds(steps, seeds, episodes, () => end, window),
      k * seeds,
    ),
  );
  return smooth;
}

/** A mean learning curve: smoothed steps at the recorded episodes. */
export function learningCurve(steps: Int32Array, outcomes: Outcomes): number[] {
  const { seeds, recorded } = outcomes;
  const smooth = smoothedSteps(steps, outcomes);
  return recorded.map((_, k) => meanOf(smooth.subarray(k * seeds, (k + 1) * seeds)));
}

function meanBetween(values: Int32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i];
  return sum / (to - from);
}
