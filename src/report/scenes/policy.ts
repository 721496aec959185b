import { cellCentres, observationAt, type CellGrid } from '../../../envs/place-cells.js';
import type { Place } from '../../../envs/scene.js';
import { softmax } from '../../core/maths/softmax.js';
import type { ConditionSummary } from '../../runs/summary.js';

/** The mean direction of a policy at a place: degrees clockwise from north, and the length of the mean unit vector. */
export interface MeanDirection extends Place {
  degrees: number;
  length: number;
}

/** The mean directions at the centres of the place cells, from the mean weights; moves are numbered clockwise from north. */
export function meanDirections(
  { actorWeights, actionValues, settings }: ConditionSummary,
  grid: CellGrid,
): MeanDirection[] {
  const centres = cellCentres(grid);
  return centres.map((place) => {
    const observation = observationAt(place, centres, grid.width);
    const sums = preferences((actionValues ?? actorWeights).mean, observation);
    const shares = actionValues ? greedy(sums) : softmax(sums, settings['temperature'] as number);
    return { ...place, ...meanDirection(shares) };
  });
}

/** h_i = Σ_j θ_ij x_j */
function preferences(weights: number[][], observation: Float64Array): number[] {
  return weights[0].map((_, action) =>
    observation.reduce((sum, value, cell) => sum + value * weights[cell][action], 0),
  );
}

/** The actions with the highest value, in equal shares. */
function greedy(values: number[]): number[] {
  const highest = Math.max(...values);
  const equals = values.filter((value) => value === highest).length;
  return values.map((value) => (value === highest ? 1 / equals : 0));
}

function meanDirection(probabilities: number[]): { degrees: number; length: number } {
  const turn = (2 * Math.PI) / probabilities.length;
  const east = probabilities.reduce((sum, share, action) => sum + share * Math.sin(action * turn), 0);
  const north = probabilities.reduce((sum, share, action) => sum + share * Math.cos(action * turn), 0);
  // Rounding keeps the last bits from choosing a direction where none is preferred.
  const length = Math.round(Math.hypot(east, north) * 1e9) / 1e9;
  return { degrees: length > 0 ? (Math.atan2(east, north) * 180) / Math.PI : 0, length };
}
