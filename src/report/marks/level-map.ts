import { line, type Markish } from '@observablehq/plot';
import type { Place } from '../../../envs/scene.js';
import { PANEL, type Panel } from './map-panels.js';

/** Number of colours of a map. */
export const LEVELS = 48;

/** Values on the squares of a square region, row by row from the lowest, x fastest; NaN where there is no value. */
export type LevelMap = ArrayLike<number> & Iterable<number>;

/** Neighbouring squares of one row with the same level. */
interface Run {
  level: number;
  x1: number;
  x2: number;
  y: number;
}

/** The level of a value within a range. */
export function levelOf(value: number, [low, high]: [number, number], levels = LEVELS): number {
  return Math.min(Math.floor(((value - low) / (high - low)) * levels), levels - 1);
}

/** A map of ± extent as runs of equal levels, which keep the drawing small. */
export function runs(map: LevelMap, extent: number, range: [number, number], levels = LEVELS): Run[] {
  const found: Run[] = [];
  const squares = Math.sqrt(map.length);
  const size = (2 * extent) / squares;
  Array.from(map).forEach((value, square) => {
    if (Number.isNaN(value)) return;
    const { x, y } = middle(square, squares, extent);
    const level = levelOf(value, range, levels);
    const last = found.at(-1);
    const continues = last?.level === level && last.y === y && x - last.x2 < size;
    if (continues) last.x2 = x + size / 2;
    else found.push({ level, x1: x - size / 2, x2: x + size / 2, y });
  });
  return found;
}

/** Runs as lines as thick as a square, one path per level; points with NaN separate the lines. */
export function levelMark(found: Run[], panel: Panel, square: number): Markish {
  const ends = found.flatMap((run) => [
    { ...run, ...panel, x: run.x1 },
    { ...run, ...panel, x: run.x2 },
    { ...run, ...panel, x: NaN },
  ]);
  return line(ends, {
    ...PANEL,
    x: 'x',
    y: 'y',
    z: 'level',
    stroke: 'level',
    strokeWidth: square,
    strokeLinecap: 'butt',
    shapeRendering: 'crispEdges',
  });
}

/** The middle of a square. */
export function middle(square: number, squares: number, extent: number): Place {
  const along = (i: number) => ((2 * i + 1) / squares - 1) * extent;
  return { x: along(square % squares), y: along(Math.floor(square / squares)) };
}
