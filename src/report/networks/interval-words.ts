import type { SeedMean } from '../../runs/networks/mean-of-seeds.js';
import { few } from './flow-words.js';

/** A 95 % interval in brackets; undefined where there is none, or nothing in it but the mean. */
export function intervalOf({ interval }: SeedMean): string | undefined {
  if (interval === null || few(interval[0]) === few(interval[1])) return undefined;
  return `[${few(interval[0])}, ${few(interval[1])}]`;
}

/** A mean, and its interval if it has one. */
export function withInterval(mean: SeedMean): string {
  const interval = intervalOf(mean);
  return interval === undefined ? few(mean.mean) : `${few(mean.mean)} ${interval}`;
}
