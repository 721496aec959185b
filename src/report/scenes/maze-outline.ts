import { dot, line, rect, type Markish } from '@observablehq/plot';
import type { Place } from './place-fields.js';

/** Half the side of the arena. */
export const ARENA = 6;
const GOAL_RADIUS = 0.5;
/** The U-shaped wall, open at the top. */
const WALL = { outside: 2.5, inside: 1.5, top: 2, floor: -1.5, bottom: -2.5 };

/** Whether a point lies in the wall. */
export function inWall(x: number, y: number): boolean {
  const { outside, inside, top, floor, bottom } = WALL;
  const distance = Math.abs(x);
  if (distance > outside || y < bottom || y >= top) return false;
  return distance >= inside || y <= floor;
}

/** The edge of the arena and the wall, in every panel. */
export function mazeWalls(): Markish[] {
  return [
    mazeWall(wallCorners()),
    rect([0], { x1: -ARENA, x2: ARENA, y1: -ARENA, y2: ARENA, stroke: 'currentColor', strokeWidth: 0.75 }),
  ];
}

/** The outline of the wall without its area, in every panel. */
export function wallOutline(stroke: string): Markish {
  return line(wallCorners(), { curve: 'linear-closed', stroke, strokeWidth: 0.75 });
}

function wallCorners(): number[][] {
  const { outside, inside, top, floor, bottom } = WALL;
  const half = [
    [outside, bottom],
    [outside, top],
    [inside, top],
    [inside, floor],
  ];
  return [...half, ...half.map(([x, y]) => [-x, y]).reverse()];
}

/** A piece of wall between corners. */
export function mazeWall(corners: number[][]): Markish {
  return line(corners, {
    curve: 'linear-closed',
    fill: 'currentColor',
    fillOpacity: 0.3,
    stroke: 'currentColor',
    strokeWidth: 0.75,
  });
}

/** The goal: black with a white rim, visible on any colour. */
export function mazeGoal(pixelsPerUnit: number, { x, y }: Place = { x: 0, y: 0 }): Markish[] {
  const goal = { x, y, r: GOAL_RADIUS * pixelsPerUnit };
  return [
    dot([0], { ...goal, stroke: '#fff', strokeWidth: 3 }),
    dot([0], { ...goal, stroke: '#000', strokeWidth: 1 }),
  ];
}
