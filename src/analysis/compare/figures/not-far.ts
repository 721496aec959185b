/** Values up to this multiple of the distance from the lowest to the median belong to the bulk. */
const SPREAD = 3;
/** Minimum of the highest value that belongs to the bulk, as a multiple of the lowest. */
const MARGIN = 1.15;

/** The highest value (above 0) that is not far from the bulk of some values. */
export function notFar(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const low = sorted[0];
  const median = sorted[Math.floor((sorted.length - 1) / 2)];
  return Math.max(low + SPREAD * (median - low), MARGIN * low);
}
