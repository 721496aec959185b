import type { ConditionSummary } from '../../runs/summary.js';

/** The 95 % interval of a condition's final steps as far as steps can be: from 1 to the step limit. */
export function stepsInterval({ final, settings }: ConditionSummary): [number, number] | null {
  const limit = settings['stepLimit'];
  const most = typeof limit === 'number' ? limit : Infinity;
  const { interval } = final.steps;
  return interval && [Math.max(interval[0], 1), Math.min(interval[1], most)];
}
