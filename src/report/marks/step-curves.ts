import type { ConditionSummary, Summary } from '../../runs/summary.js';
import { meanOf } from '../../core/maths/vectors.js';
import { conditionStyles, type ConditionStyle } from '../page/condition-style.js';

/** Mean steps around an episode, with a band of two standard errors. */
export interface StepPoint {
  episode: number;
  steps: number;
  low: number;
  high: number;
}

/** One condition's steps over episodes, and how they are drawn. */
export interface StepCurve {
  label: string;
  style: ConditionStyle;
  points: StepPoint[];
}

/** Points above which neighbouring episodes are averaged into blocks, so that the curve stays readable and the file small. */
const MOST_POINTS = 400;

/** Episodes that are averaged into one point. */
export function blockLength({ episodes }: Summary): number {
  return Math.ceil(episodes / MOST_POINTS);
}

/** The curves of all conditions, in their order. */
export function stepCurves(summary: Summary): StepCurve[] {
  const styles = conditionStyles(summary.conditions);
  const block = blockLength(summary);
  return summary.conditions.map(({ name, steps }, i) => ({
    label: name,
    style: styles[i],
    points: points(steps, block),
  }));
}

/** Names of conditions whose curves are the same number for number, as an open-loop learner's are the ideal one's. */
export function coinciding(conditions: ConditionSummary[]): string[][] {
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
