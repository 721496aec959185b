import { seedMean } from '../statistics/interval-estimate.js';
import type { Outcomes } from './outcomes.js';

/** Number of last episodes, of a run or of a budget, whose mean counts. */
export const LAST = 50;
/** Share of all episodes in the window that smooths a curve. */
const SMOOTHED = 0.05;

/** Mean steps of each seed over the last episodes of the run. */
export function finalSteps(steps: Int32Array, { seeds, episodes }: Outcomes): Float64Array {
  return meanOverSeeds(steps, seeds, episodes, () => episodes);
}

/** Area under each seed's learning curve: its mean steps over all episodes. */
export function curveArea(steps: Int32Array, { seeds, episodes }: Outcomes): Float64Array {
  return meanOverSeeds(steps, seeds, episodes, () => episodes, episodes);
}

/** Mean steps of each seed over the last episodes up to its own end. @param end number of the last episode of a seed @param maximum number of episodes */
export function meanOverSeeds(
  steps: Int32Array,
  seeds: number,
  episodes: number,
  end: (seed: number) => number,
  maximum = LAST,
): Float64Array {
  return Float64Array.from({ length: seeds }, (_, seed) => {
    const to = end(seed);
    return meanBetween(steps, seed * episodes + Math.max(0, to - maximum), seed * episodes + to);
  });
}

/** Number of episodes over which a curve is smoothed: 5 % of all, at least one recorded block, at most the last episodes that count. */
export function smoothing({ episodes, recorded }: Pick<Outcomes, 'episodes' | 'recorded'>): number {
  const block = recorded.length > 1 ? recorded[1] - recorded[0] : recorded[0];
  return Math.min(LAST, episodes, Math.max(block, Math.ceil(SMOOTHED * episodes)));
}

/** Each seed's smoothed steps at the recorded episodes, [recorded episode × seed]. */
export function smoothedSteps(steps: Int32Array, outcomes: Outcomes): Float64Array {
  const { seeds, episodes, recorded } = outcomes;
  const window = smoothing(outcomes);
  const smooth = new Float64Array(recorded.length * seeds);
  recorded.forEach((end, k) => {
    const from = Math.max(0, end - window);
    for (let seed = 0; seed < seeds; seed++)
      smooth[k * seeds + seed] = meanBetween(steps, seed * episodes + from, seed * episodes + end);
  });
  return smooth;
}

/** A mean learning curve. @param smooth smoothed steps, [recorded episode × seed] */
export function learningCurve(smooth: Float64Array, { seeds, recorded }: Outcomes): number[] {
  return recorded.map((_, k) => seedMean(smooth.subarray(k * seeds, (k + 1) * seeds)));
}

function meanBetween(values: Int32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i];
  return sum / (to - from);
}
