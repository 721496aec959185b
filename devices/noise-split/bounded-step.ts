import { solveLinear } from '../../src/core/maths/solve-linear.js';

/** The step to the top of the parabola over some variances, and what it promises. No variance falls below 0. */
export function newtonStep(
  movable: readonly number[],
  score: readonly number[],
  information: readonly number[][],
  variances: readonly number[],
): { change: number[]; gain: number } | undefined {
  if (movable.length === 0) return undefined;
  const change = score.map(() => 0);
  try {
    const solution = solveLinear(
      movable.map((i) => movable.map((j) => information[i][j])),
      movable.map((i) => score[i]),
    );
    for (const [at, part] of movable.entries()) change[part] = solution[at];
  } catch {
    return undefined;
  }
  // A variance that is 0 and would fall is set aside, and the others move without it.
  const inside = movable.filter((part) => variances[part] > 0 || change[part] >= 0);
  if (inside.length < movable.length) return newtonStep(inside, score, information, variances);
  return { change, gain: change.reduce((sum, value, part) => sum + value * score[part], 0) };
}

/** The share of a step, 1 at most, after which the first variance is 0. */
export function reach(variances: readonly number[], change: readonly number[]): number {
  return variances.reduce(
    (share, value, part) => (change[part] < 0 ? Math.min(share, -value / change[part]) : share),
    1,
  );
}
