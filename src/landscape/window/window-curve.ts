import type { Objective } from '../../core/maths/objective.js';
import { bestInWindow, type WindowBest } from './best-in-window.js';
import { drawnLoss } from './drawn-loss.js';

/** Steps between the neighbours of the best window, each time that the grid is made finer. */
const [FINER, ROUNDS] = [5, 2];
/** Pairs of drawn reads at each point. */
const PAIRS = 1000;

/**
 * The best points of one noise over the window, from the best of random starts in each window: searches go on from each window to the next,
 * down and then up, and from the point without noise. With noise, the grid is finer about the best window, and drawn reads
 * measure each point. Without noise, the loss never rises with the window.
 * @param points for windows that rise @param clean those without noise
 */
export function windowCurve(
  objective: Objective,
  points: readonly WindowBest[],
  clean: readonly WindowBest[],
  seed: number,
): WindowBest[] {
  let curve = [...points];
  const goOn = (i: number, given: readonly Float64Array[]) => {
    curve[i] = lower(curve[i], bestInWindow(objective, curve[i].window, { noise: curve[i].noise, given }));
  };
  const noisy = curve.some(({ noise }) => noise > 0);
  for (let i = curve.length - 2; i >= 0; i--) goOn(i, [curve[i + 1].parameters]);
  for (let i = 1; i < curve.length; i++)
    goOn(i, [curve[i - 1].parameters, ...(noisy ? [clean[i].parameters] : [])]);
  if (!noisy) return curve;
  for (let round = 0; round < ROUNDS; round++) curve = finer(objective, curve);
  return curve.map((point) => ({
    ...point,
    drawn: drawnLoss(objective, point.parameters, point.noise * point.window, PAIRS, seed),
  }));
}

/** The lower of two points of a window, with the searches of both. */
function lower(one: WindowBest, other: WindowBest): WindowBest {
  return { ...(other.loss < one.loss ? other : one), searches: one.searches + other.searches };
}

/** The curve with more windows about its best one. */
function finer(objective: Objective, curve: readonly WindowBest[]): WindowBest[] {
  const best = curve.reduce((lowest, point, i) => (point.loss < curve[lowest].loss ? i : lowest), 0);
  const near = curve.slice(Math.max(0, best - 1), best + 2);
  const [low, high] = [near[0].window, near.at(-1)!.window];
  const known = new Set(curve.map(({ window }) => window));
  const windows = Array.from({ length: FINER - 1 }, (_, k) =>
    Number((low + ((k + 1) * (high - low)) / FINER).toPrecision(2)),
  ).filter((window) => window > low && window < high && !known.has(window));
  const given = near.map(({ parameters }) => parameters);
  const added = [...new Set(windows)].map((window) =>
    bestInWindow(objective, window, { noise: curve[best].noise, given }),
  );
  return [...curve, ...added].sort((a, b) => a.window - b.window);
}
