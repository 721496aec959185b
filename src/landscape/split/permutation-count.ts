import { UsageError } from '../../core/errors.js';

/**
 * The least number of permutation points of order K for each of the equivalent minima: Σ C(n − K, K) / 2^K over hidden layers of n neurons
 * (Brea et al., arXiv:1907.02911).
 */
export function permutationRatio(widths: readonly number[], order: number): number {
  if (!(Number.isSafeInteger(order) && order >= 1))
    throw new UsageError(`got permutation points of order ${order}: expected a whole number from 1`);
  const sum = widths.reduce((total, width) => total + binomial(width - order, order), 0n);
  return Number(sum) / 2 ** order;
}

/** C(n, k); 0 where k is above n. */
function binomial(n: number, k: number): bigint {
  if (k > n) return 0n;
  let product = 1n;
  for (let i = 1; i <= k; i++) product = (product * BigInt(n - k + i)) / BigInt(i);
  return product;
}
