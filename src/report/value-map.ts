import type { CellGrid } from '../experiment/summary.js';
import { cellCentres, observationAt, type Place } from './place-fields.js';

/** Squares along a side of a map; the edges of the water maze's wall lie between squares. */
export const SQUARES = 72;

/** Values on a square of the plane, row by row from the lowest, x fastest; NaN where there are none. */
export type ValueMap = Float64Array;

/** Squares of one row whose values fall into the same level. */
export interface Run {
  level: number;
  x1: number;
  x2: number;
  y: number;
}

/** V(s) = Σ_j w_j x_j at the middles of the squares. */
export function valueMap(
  weights: number[],
  grid: CellGrid,
  isBlank: (x: number, y: number) => boolean,
): ValueMap {
  const centres = cellCentres(grid);
  return Float64Array.from({ length: SQUARES * SQUARES }, (_, square) => {
    const place = middle(square, grid.extent);
    if (isBlank(place.x, place.y)) return NaN;
    const observation = observationAt(place, centres, grid.width);
    return observation.reduce((sum, value, cell) => sum + value * weights[cell], 0);
  });
}

/** The least and the greatest value of maps; zero is always between them. */
export function valueRange(maps: ValueMap[]): [number, number] {
  let [low, high] = [0, 0];
  for (const map of maps)
    for (const value of map) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  return [low, high > low ? high : low + 1];
}

/** A map as runs of equal levels, so that its drawing stays small. */
export function runs(map: ValueMap, extent: number, [low, high]: [number, number], levels: number): Run[] {
  const found: Run[] = [];
  const size = (2 * extent) / SQUARES;
  map.forEach((value, square) => {
    if (Number.isNaN(value)) return;
    const { x, y } = middle(square, extent);
    const level = Math.min(Math.floor(((value - low) / (high - low)) * levels), levels - 1);
    const last = found.at(-1);
    const goesOn = last?.level === level && last.y === y && x - last.x2 < size;
    if (goesOn) last.x2 = x + size / 2;
    else found.push({ level, x1: x - size / 2, x2: x + size / 2, y });
  });
  return found;
}

function middle(square: number, extent: number): Place {
  const along = (i: number) => ((2 * i + 1) / SQUARES - 1) * extent;
  return { x: along(square % SQUARES), y: along(Math.floor(square / SQUARES)) };
}
