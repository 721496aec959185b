import type { CriticPlan } from '../../experiment/critic/critic-plan.js';
import { csvRow } from '../csv-text.js';
import type { CriticResults } from './critic-runs.js';
import { seedMean, type SeedMean } from './mean-of-seeds.js';

/** Where a condition ended, over its seeds. */
export interface CriticRow {
  readonly condition: string;
  readonly rate: number;
  readonly steps: number;
  readonly seeds: number;
  /** what the critic says of the state in which episodes begin, and what the flow and the policy have */
  readonly start: SeedMean;
  readonly flowStart: number;
  readonly trueStart: number;
  /** root mean square distance from the flow over visited states: of single seeds, and of their mean */
  readonly distance: SeedMean;
  readonly meanDistance: number;
  /** weights at the end, as means over seeds, state by state */
  readonly weights: readonly SeedMean[];
  /** means of what learning cost; null where the devices do not say */
  readonly pulses: number;
  readonly reads: number;
  readonly joules: number | null;
}

/** What `summary.json` of `memloop flow` holds for a critic. */
export interface CriticSummary {
  readonly memloop: string;
  readonly plan: CriticPlan;
  /** of the policy, state by state: its values, its visits, and where the flow ended */
  readonly values: readonly number[];
  readonly visits: readonly number[];
  readonly flow: readonly number[];
  readonly conditions: readonly CriticRow[];
}

/** A row a condition. */
export function criticRows(plan: CriticPlan, results: CriticResults): CriticRow[] {
  const { flow, values, visits, courses } = results;
  const states = values.length;
  const first = flow.length - states;
  const { start } = plan.chain;
  return plan.conditions.map(({ name, rate }): CriticRow => {
    const own = courses.filter(({ condition }) => condition === name);
    const weights = criticMeans(results, name).slice(first);
    const from = (of: (state: number) => number) => Math.sqrt(visits.reduce((sum, share, state) => sum + share * (of(state) - flow[first + state]) ** 2, 0));
    const joules = own.map(({ costs }) => costs.joules);
    return {
      condition: name,
      rate,
      steps: own[0].steps,
      seeds: own.length,
      start: weights[start],
      flowStart: flow[first + start],
      trueStart: values[start],
      distance: seedMean(own.map((course) => from((state) => course.weights[first + state]))),
      meanDistance: from((state) => weights[state].mean),
      weights,
      pulses: seedMean(own.map(({ costs }) => costs.set + costs.reset)).mean,
      reads: seedMean(own.map(({ costs }) => costs.reads)).mean,
      joules: joules.includes(null) ? null : seedMean(joules as number[]).mean,
    };
  });
} // prettier-ignore

/** Means over the seeds of a condition at all times, [time × states + state]. */
export function criticMeans({ courses, flow }: CriticResults, name: string): SeedMean[] {
  const own = courses.filter(({ condition }) => condition === name);
  return Array.from(flow, (_, at) => seedMean(own.map(({ weights }) => weights[at])));
} // prettier-ignore

/** Weights of the flow and of every condition over time, as CSV. */
export function criticCsv(plan: CriticPlan, results: CriticResults): string {
  const states = results.values.length;
  const rows = plan.conditions.flatMap(({ name }) =>
    criticMeans(results, name).map(({ mean, interval }, at) => [
      name,
      plan.times[Math.floor(at / states)],
      at % states,
      results.flow[at],
      mean,
      interval?.[0] ?? '',
      interval?.[1] ?? '',
    ]),
  );
  return `${[['condition', 'time', 'state', 'flow', 'mean', 'low', 'high'], ...rows].map(csvRow).join('\n')}\n`;
}
