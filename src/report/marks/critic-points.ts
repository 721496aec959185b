import type { ConditionSummary } from '../../runs/summary.js';

/** A condition whose critic was recorded during the run. */
export type Recorded = ConditionSummary & Required<Pick<ConditionSummary, 'criticTrajectory'>>;

/** A weight in its row after an episode, with its band. */
export interface WeightPoint {
  row: number;
  cell: number;
  episode: number;
  weight: number;
  low: number;
  high: number;
}

/** Whether the critic of this condition was recorded. */
export function isRecorded(condition: ConditionSummary): condition is Recorded {
  return condition.criticTrajectory !== undefined;
}

/** The range of weights: 0 … 1, or wider if one of the means lies outside. */
export function weightRange(means: number[]): [number, number] {
  return means.reduce<[number, number]>(
    ([low, high], mean) => [Math.min(low, mean), Math.max(high, mean)],
    [0, 1],
  );
}

/** The critic of a condition as points of one row of panels; bands of ± 2 standard deviations end at the range of weights. */
export function weightPoints(
  condition: Recorded,
  row: number,
  cells: number[],
  range: [number, number],
): WeightPoint[] {
  const { episodes, mean, standardDeviation } = condition.criticTrajectory;
  return cells.flatMap((cell) =>
    episodes.map((episode, i) => {
      const weight = mean[i][cell];
      const reach = 2 * standardDeviation[i][cell];
      return {
        row,
        cell,
        episode,
        weight,
        low: Math.max(weight - reach, range[0]),
        high: Math.min(weight + reach, range[1]),
      };
    }),
  );
}
