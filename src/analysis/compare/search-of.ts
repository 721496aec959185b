import type { ComparisonPlan } from '../../experiment/comparison-plan.js';
import { meanInterval } from '../statistics/interval-estimate.js';
import { meanDifference } from '../statistics/mean-difference.js';
import type { SeedResamples } from '../statistics/seed-resamples.js';
import type { Compared } from './comparison.js';
import { finalSteps } from './learning.js';
import type { Outcomes } from './outcomes.js';

/** What a plan says of an entry: what is the same, what a search chose, and what that gained. */
export function searchOf(
  { entries }: ComparisonPlan,
  condition: number,
  outcomes: Outcomes,
  resamples: SeedResamples,
): Pick<Compared, 'sameAs' | 'tuned' | 'untuned'> {
  const { same = [], tuned = null, untuned } = entries[condition];
  if (untuned === undefined) return { sameAs: same, tuned, untuned: null };
  const [own, beside] = [condition, untuned].map((i) => finalSteps(outcomes.conditions[i].steps, outcomes));
  const gain = own.map((steps, seed) => steps - beside[seed]);
  return {
    sameAs: same,
    tuned,
    untuned: { final: meanInterval(beside, resamples), gain: meanDifference(gain, resamples).mean },
  };
}
