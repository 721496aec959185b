import type { Budget, CostName } from '../../experiment/comparison-plan.js';
import type { Experiment } from '../../experiment/experiment.js';
import { recordedEpisodes, type SeedResult } from '../../experiment/seed-run.js';
import { finalSteps } from '../compare/learning.js';
import { stepsAtBudget } from '../compare/steps-at-budget.js';

/** What a search makes small: the final steps of a run or, with an amount of a budget, the steps when it is spent. */
export function scoreOf(result: SeedResult, experiment: Experiment, { cost, value }: Budget): number {
  const { steps } = result;
  const outcomes = { seeds: 1, episodes: experiment.episodes, recorded: recordedEpisodes(experiment), conditions: [] };
  if (value === undefined) return finalSteps(steps, outcomes)[0];
  const paid = costColumn(result, cost);
  return stepsAtBudget(steps, paid, value, outcomes).steps[0];
} // prettier-ignore

/** What a run had cost after each recorded episode. */
export function costColumn({ costs }: SeedResult, cost: CostName): Float64Array {
  if (cost === 'pulses') return costs.set.map((set, k) => set + costs.reset[k]);
  return { reads: costs.reads, energy: costs.joules, wear: costs.wear }[cost];
}
