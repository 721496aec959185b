/** Share of all episodes in the window that smooths a curve. */
const SMOOTHED = 0.05;

/** Number of episodes over which a learning curve is smoothed; 1 for a short run, whose curves stay as they are. */
export function smoothingWindow(episodes: number): number {
  return Math.max(1, Math.round(SMOOTHED * episodes));
}

/**
 * Running means of values over a window around each. At the start the window is as wide as it can be on both sides, so that
 * the first values stay what they are; at the end only its earlier half is left.
 */
export function smoothed(values: readonly number[], window: number): number[] {
  const half = Math.floor(window / 2);
  const sums = [0];
  for (const value of values) sums.push(sums.at(-1)! + value);
  return values.map((_, i) => {
    const reach = Math.min(half, i);
    const end = Math.min(i + reach + 1, values.length);
    return (sums[end] - sums[i - reach]) / (end - i + reach);
  });
}
