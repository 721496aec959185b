import { seedMean } from '../statistics/seed-mean.js';
import type { Outcomes } from './outcomes.js';

/** Number of last episodes, of a run or of a budget, whose mean counts. */
export const LAST = 50;
/** Share of all episodes in the window that smooths a curve. */
const SMOOTHED = 0.05;
/** Share of the episodes so far that a smoothing window may hold. */
const YOUNG = 0.25;

/** Mean steps of each seed over the last episodes of the run. */
export function finalSteps(steps: Int32Array, { seeds, episodes }: Outcomes): Float64Array {
  return meanOfLast(steps, seeds, episodes, LAST);
}

/** Area under each seed's learning curve: its mean steps over all episodes. */
export function curveArea(steps: Int32Array, { seeds, episodes }: Outcomes): Float64Array {
  return meanOfLast(steps, seeds, episodes, episodes);
}

/** Mean steps of each seed over the last episodes. @param maximum number of episodes */
function meanOfLast(steps: Int32Array, seeds: number, episodes: number, maximum: number): Float64Array {
  return Float64Array.from({ length: seeds }, (_, seed) =>
    meanBetween(steps, seed * episodes + Math.max(0, episodes - maximum), (seed + 1) * episodes),
  );
}

/** Number of episodes over which a curve is smoothed: 5 % of all, at least one recorded block, at most the last episodes that count. */
export function smoothing(outcomes: Pick<Outcomes, 'episodes' | 'recorded'>): number {
  const { episodes } = outcomes;
  return Math.min(LAST, episodes, Math.max(blockOf(outcomes), Math.ceil(SMOOTHED * episodes)));
}

function blockOf({ recorded }: Pick<Outcomes, 'recorded'>): number {
  return recorded.length > 1 ? recorded[1] - recorded[0] : recorded[0];
}

/** Each seed's smoothed steps at the recorded episodes, [recorded episode × seed]; early on over a quarter of the episodes so far, so that the first moves do not count for long. */
export function smoothedSteps(steps: Int32Array, outcomes: Outcomes): Float64Array {
  const { seeds, episodes, recorded } = outcomes;
  const window = smoothing(outcomes);
  const block = blockOf(outcomes);
  const smooth = new Float64Array(recorded.length * seeds);
  recorded.forEach((end, k) => {
    const from = Math.max(0, end - Math.min(window, Math.max(block, Math.floor(YOUNG * end))));
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
