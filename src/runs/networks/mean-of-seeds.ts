import { estimate, Moments } from '../statistics.js';

/** A mean over seeds with its 95 % interval, null below three seeds. */
export interface SeedMean {
  readonly mean: number;
  readonly interval: readonly [number, number] | null;
}

/** The mean of some seeds, with the interval of Student. */
export function seedMean(values: readonly number[]): SeedMean {
  const moments = new Moments(1);
  for (const value of values) moments.addAt(0, value);
  const { mean, interval } = estimate(moments);
  return { mean, interval };
}
