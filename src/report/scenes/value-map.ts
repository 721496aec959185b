import { cellCentres, observationAt, type CellGrid } from '../../../envs/place-cells.js';
import { middle } from '../marks/level-map.js';

/** Squares along the side of a map; the wall of the water maze ends at edges of squares. */
export const SQUARES = 72;

/** Values on a square region, row by row from the lowest, x fastest; NaN where there is no value. */
export type ValueMap = Float64Array;

/** V(s) = Σ_j w_j x_j at the middles of the squares; of several columns of weights, the highest. */
export function valueMap(
  columns: number[][],
  grid: CellGrid,
  isBlank: (x: number, y: number) => boolean,
): ValueMap {
  const centres = cellCentres(grid);
  return Float64Array.from({ length: SQUARES * SQUARES }, (_, square) => {
    const place = middle(square, SQUARES, grid.extent);
    if (isBlank(place.x, place.y)) return NaN;
    const observation = observationAt(place, centres, grid.width);
    const sums = columns.map((weights) =>
      observation.reduce((sum, value, cell) => sum + value * weights[cell], 0),
    );
    return Math.max(...sums);
  });
}

/** Minimum and maximum of maps, extended to include 0. */
export function valueRange(maps: ValueMap[]): [number, number] {
  let [low, high] = [0, 0];
  for (const map of maps)
    for (const value of map) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  return [low, high > low ? high : low + 1];
}
