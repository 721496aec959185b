import type { ConditionSummary, Summary } from '../../runs/summary.js';
import { meanOf } from '../../core/maths/vectors.js';
import { conditionStyles, type ConditionStyle } from '../page/condition-style.js';

/** Mean steps near an episode, with a band of ± two standard errors. */
export interface StepPoint {
  episode: number;
  steps: number;
  low: number;
  high: number;
}

/** The steps of one condition over episodes, with its label and style. */
export interface StepCurve {
  label: string;
  style: ConditionStyle;
  points: StepPoint[];
}

/** Maximum number of points; longer runs are averaged in blocks, which keeps curves readable and files small. */
const MAXIMUM_POINTS = 400;

/** Number of episodes that are averaged into one point. */
export function blockLength({ episodes }: Summary): number {
  return Math.ceil(episodes / MAXIMUM_POINTS);
}

/** The curves of all conditions, in the same order. */
export function stepCurves(summary: Summary): StepCurve[] {
  const styles = conditionStyles(summary.conditions);
  const block = blockLength(summary);
  return summary.conditions.map(({ name, steps }, i) => ({
    label: name,
    style: styles[i],
    points: points(steps, block),
  }));
}

/** Groups of names of conditions with identical curves; an open-loop learner, for example, has the curve of ideal memory. */
export function identicalCurves(conditions: ConditionSummary[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const { name, steps } of conditions) {
    const curve = steps.mean.join();
    groups.set(curve, [...(groups.get(curve) ?? []), name]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

function points({ mean, standardError }: ConditionSummary['steps'], block: number): StepPoint[] {
  return Array.from({ length: Math.ceil(mean.length / block) }, (_, i) => {
    const from = i * block;
    const to = Math.min(from + block, mean.length);
    const steps = meanOf(mean.slice(from, to));
    const reach = 2 * meanOf(standardError.slice(from, to).map((error) => error ?? 0));
    return { episode: (from + 1 + to) / 2, steps, low: Math.max(steps - reach, 0), high: steps + reach };
  });
}
