import type { CellGrid } from '../../../envs/place-cells.js';

/** A place in the plane. */
export interface Place {
  x: number;
  y: number;
}

/** The centres of all place cells, row by row, x fastest. */
export function cellCentres({ side, extent }: CellGrid): Place[] {
  const along = (i: number) => (side > 1 ? ((2 * i) / (side - 1) - 1) * extent : 0);
  return Array.from({ length: side * side }, (_, cell) => ({
    x: along(cell % side),
    y: along(Math.floor(cell / side)),
  }));
}

/** The activity of the place cells at a place: x_j = exp(−|s − c_j|² / 2σ²) / (σ √(2π)). */
export function observationAt({ x, y }: Place, centres: Place[], width: number): Float64Array {
  const peak = 1 / (width * Math.sqrt(2 * Math.PI));
  return Float64Array.from(
    centres,
    (centre) => peak * Math.exp(-((x - centre.x) ** 2 + (y - centre.y) ** 2) / (2 * width * width)),
  );
}
