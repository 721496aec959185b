/** Number of first episodes whose mean is what learning began with. */
const FIRST = 10;

/** Number of episodes of a running mean: ten, or one in a hundred of many. */
export function windowOf(episodes: number): number {
  return Math.max(10, Math.round(episodes / 100));
}

/** Mean over the latest episodes, at each episode; the first ones have fewer. */
export function runningMean(steps: readonly number[], window: number): number[] {
  let sum = 0;
  return steps.map((one, i) => {
    sum += one - (i >= window ? steps[i - window] : 0);
    return sum / Math.min(i + 1, window);
  });
}

/** Mean steps of the first ten episodes, and of the latest ones; undefined before the first. */
export function firstAndLast(
  steps: readonly number[],
  window: number,
): { readonly first: number; readonly last: number } | undefined {
  if (steps.length === 0) return undefined;
  return { first: meanOf(steps.slice(0, FIRST)), last: meanOf(steps.slice(-window)) };
}

function meanOf(some: readonly number[]): number {
  return some.reduce((sum, one) => sum + one, 0) / some.length;
}
