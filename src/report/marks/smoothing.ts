/** Share of all episodes in the window that smooths a curve. */
const SMOOTHED = 0.05;

/** Number of episodes over which a learning curve is smoothed; 1 for a short run, whose curves stay as they are. */
export function smoothingWindow(episodes: number): number {
  return Math.max(1, Math.round(SMOOTHED * episodes));
}

/** A window reaches at most this share of the way back to the start, where learning curves are steep. */
const YOUNG = 1 / 3;

/**
 * Running means of values over a window around each. Near the start the window is narrower on both sides, so that the
 * first values stay what they are; at the end only its earlier half is left.
 */
export function smoothed(values: readonly number[], window: number): number[] {
  const half = Math.floor(window / 2);
  const sums = [0];
  for (const value of values) sums.push(sums.at(-1)! + value);
  return values.map((_, i) => {
    const reach = Math.min(half, Math.floor(YOUNG * i));
    const end = Math.min(i + reach + 1, values.length);
    return (sums[end] - sums[i - reach]) / (end - i + reach);
  });
}
