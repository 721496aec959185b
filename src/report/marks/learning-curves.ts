import { axisY, type Markish } from '@observablehq/plot';
import type { Summary } from '../../runs/summary.js';
import { leftAxis } from './axes.js';
import type { PublishedSteps } from './published-steps.js';
import type { StepCurve } from './step-curves.js';
import { stepScale, type StepScale } from './step-scale.js';

/** What a figure of learning curves shows: a run, its curves, and numbers of the article behind them. */
export interface LearningCurves {
  summary: Summary;
  curves: StepCurve[];
  published: PublishedSteps[];
}

/** The scale of all curves, with the shortest path and the numbers of the article. */
export function learningScale({ summary: { task }, curves, published }: LearningCurves): StepScale {
  const shown = curves.flatMap(({ points, raw }) => [...points, ...raw]).map(({ steps }) => steps);
  const shortest = task?.shortestPath === undefined ? [] : [task.shortestPath];
  const means = [...shown, ...shortest, ...published.map(({ value }) => value)];
  const bands = curves.flatMap(({ points }) => points.map(({ high }) => high));
  return stepScale(means, Math.max(...means, ...bands));
}

/** The axis of steps. @param ticks maximum number of ticks with a number */
export function stepsAxis(scale: StepScale, ticks = 12): Markish[] {
  const numbers = scale.ticks?.filter((_, i, all) => i % Math.ceil(all.length / ticks) === 0);
  return [
    axisY({ label: null, ticks: scale.minor, text: null, tickSize: 2.5, strokeWidth: 0.75 }),
    ...leftAxis({ label: 'steps per episode', ticks: numbers ?? Math.min(5, ticks), tickFormat: ',d' }),
  ];
}
