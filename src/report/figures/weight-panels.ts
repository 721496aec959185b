import type { ConditionSummary } from '../../runs/summary.js';

/** A condition whose critic was recorded on its way. */
export type Recorded = ConditionSummary & Required<Pick<ConditionSummary, 'criticTrajectory'>>;

/** One weight of one row after one episode, with its band. */
export interface WeightPoint {
  row: number;
  cell: number;
  episode: number;
  weight: number;
  low: number;
  high: number;
}

/** Was this condition's critic recorded? */
export function isRecorded(condition: ConditionSummary): condition is Recorded {
  return condition.criticTrajectory !== undefined;
}

/** The range of weights: 0 … 1, and more only if one of these means leaves it. */
export function weightRange(means: number[]): [number, number] {
  return means.reduce<[number, number]>(
    ([low, high], mean) => [Math.min(low, mean), Math.max(high, mean)],
    [0, 1],
  );
}

/** A condition's critic as the points of one row of panels; bands of two standard deviations end at the weights' range. */
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
