import type { ConditionSummary, Summary } from '../../runs/summary.js';
import { meanOf } from '../../core/maths/vectors.js';
import { conditionStyles, type ConditionStyle } from '../page/condition-style.js';
import { smoothed, smoothingWindow } from './smoothing.js';

/** Mean steps near an episode, with a band of ± two standard errors. */
export interface StepPoint {
  episode: number;
  steps: number;
  low: number;
  high: number;
}

/** The steps of one condition over episodes, smoothed and as they are, with its label and style. */
export interface StepCurve {
  label: string;
  style: ConditionStyle;
  points: StepPoint[];
  /** the same points before smoothing */
  raw: StepPoint[];
}

/** Maximum number of points; longer runs are averaged in blocks, which keeps curves readable and files small. */
const MAXIMUM_POINTS = 400;

/** Number of episodes that are averaged into one point. */
export function blockLength({ episodes }: Pick<Summary, 'episodes'>): number {
  return Math.ceil(episodes / MAXIMUM_POINTS);
}

/** Number of points over which curves are smoothed, and the same in episodes; 1 point if they are not. */
export function smoothing({ episodes }: Pick<Summary, 'episodes'>): { points: number; episodes: number } {
  const block = blockLength({ episodes });
  const half = Math.floor(smoothingWindow(episodes) / block / 2);
  const points = 2 * half + 1;
  return { points, episodes: points * block };
}

/** The curves of all conditions, in the same order. */
export function stepCurves(summary: Summary): StepCurve[] {
  const styles = conditionStyles(summary.conditions);
  const block = blockLength(summary);
  const window = smoothing(summary).points;
  return summary.conditions.map(({ name, steps }, i) => {
    const raw = blocks(steps, block, summary.task?.shortestPath);
    return { label: name, style: styles[i], raw, points: smooth(raw, window) };
  });
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

/** @param least number of steps of an episode, which no band reaches below */
function blocks({ mean, standardError }: ConditionSummary['steps'], block: number, least = 0): StepPoint[] {
  return Array.from({ length: Math.ceil(mean.length / block) }, (_, i) => {
    const from = i * block;
    const to = Math.min(from + block, mean.length);
    const steps = meanOf(mean.slice(from, to));
    const reach = 2 * meanOf(standardError.slice(from, to).map((error) => error ?? 0));
    return {
      episode: (from + 1 + to) / 2,
      steps,
      low: Math.max(steps - reach, Math.min(least, steps)),
      high: steps + reach,
    };
  });
}

function smooth(raw: StepPoint[], window: number): StepPoint[] {
  const [steps, low, high] = (['steps', 'low', 'high'] as const).map((name) =>
    smoothed(
      raw.map((point) => point[name]),
      window,
    ),
  );
  return raw.map(({ episode }, i) => ({ episode, steps: steps[i], low: low[i], high: high[i] }));
}
