import type { Effort } from '../../experiment/comparison-plan.js';

/** How many times the trials of a quick search each effort has. */
const SIZES: Record<Effort, number> = { none: 0, quick: 1, full: 3 };

/** How many times the trials of a quick search an effort has; 0 if nothing is tuned. */
export function searchSize(effort: Effort): number {
  return SIZES[effort];
}
