import { UsageError } from '../../core/errors.js';
import type { Until } from '../../experiment/sweep/until.js';

/** Fewest seeds of the first round that halves: below six no paired test can show a difference. */
const FEWEST_TO_HALVE = 6;
/** Fewest seeds of the first round that looks at intervals, and the share of all seeds that it has otherwise. */
const FEWEST_FOR_INTERVAL = 8;
const FIRST_SHARE = 1 / 16;

/**
 * How many seeds each combination has had after each round that it took part in; rounds double this number.
 *
 * @param seeds the largest number of seeds of a combination
 * @throws UsageError if these are too few
 */
export function seedsAfterRounds(until: Until, seeds: number, combinations: number): number[] {
  return 'left' in until ? halving(until.left, seeds, combinations) : narrowing(seeds);
}

/** How many combinations go on after a round. */
export function halved(alive: number, left: number): number {
  return Math.max(left, Math.ceil(alive / 2));
}

function halving(left: number, seeds: number, combinations: number): number[] {
  let rounds = 1;
  for (let alive = combinations; alive > left; alive = halved(alive, left)) rounds++;
  const least = FEWEST_TO_HALVE * 2 ** (rounds - 1);
  if (seeds < least)
    throw new UsageError(
      `seeds: got ${seeds}: expected at least ${least}, because from ${combinations} combinations to ${left} it takes ${rounds} rounds that double the seeds, and the first needs ${FEWEST_TO_HALVE}`,
    );
  return Array.from({ length: rounds }, (_, i) => Math.floor(seeds / 2 ** (rounds - 1 - i)));
}

function narrowing(seeds: number): number[] {
  if (seeds < FEWEST_FOR_INTERVAL)
    throw new UsageError(`seeds: got ${seeds}: expected at least ${FEWEST_FOR_INTERVAL}, the seeds of the first round`);
  const after: number[] = [];
  let next = Math.max(FEWEST_FOR_INTERVAL, Math.floor(seeds * FIRST_SHARE));
  for (; next < seeds; next *= 2) after.push(next);
  return [...after, seeds];
} // prettier-ignore
