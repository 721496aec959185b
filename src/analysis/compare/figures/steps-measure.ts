import type { Budget } from '../../../experiment/comparison-plan.js';
import type { IntervalEstimate } from '../../statistics/interval-estimate.js';
import { amountInWords } from '../amounts.js';
import type { Compared } from '../comparison.js';
import type { Finding } from '../findings/finding.js';

/** Which steps of a scheme a figure shows, and what it emphasises. */
export interface StepsMeasure {
  /** file stem of the figure */
  name: string;
  title: string;
  /** undefined where a scheme has none */
  of: (one: Compared) => IntervalEstimate | undefined;
  /** with default settings, beside tuned ones */
  untuned: (one: Compared) => IntervalEstimate | undefined;
  take: (finding: Finding) => Compared | undefined;
  tied: (finding: Finding) => Compared[];
}

/** Steps over the last episodes. */
const finalSteps: StepsMeasure = {
  name: 'final-steps',
  title: 'Final steps',
  of: ({ final }) => final,
  untuned: ({ untuned }) => untuned?.final,
  take: ({ take }) => take,
  tied: ({ tied }) => (tied.length > 1 ? tied : []),
};

/** Steps when a budget is spent. */
function budgetSteps(words: string): StepsMeasure {
  return {
    name: 'steps-at-budget',
    title: `Steps with at most ${words}`,
    of: ({ budget }) => budget?.steps,
    untuned: () => undefined,
    take: ({ atBudget }) => atBudget,
    tied: () => [],
  };
}

/** What the figures of a comparison show: the steps at the budget first if it has an amount, and final steps. */
export function stepsMeasures({ cost, value }: Budget): StepsMeasure[] {
  return value === undefined ? [finalSteps] : [budgetSteps(amountInWords(cost, value)), finalSteps];
}
