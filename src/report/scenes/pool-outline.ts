import { dot, type Markish } from '@observablehq/plot';
import type { Place } from './place-fields.js';

/** Radii of the circular pool and of its platform, decimetres. */
const POOL_RADIUS = 10;
const PLATFORM_RADIUS = 0.5;
/** The platform of the reference memory task: half-way to the wall in the north-east. */
export const PLATFORM: Place = { x: 5 * Math.SQRT1_2, y: 5 * Math.SQRT1_2 };

/** Whether a point lies outside the pool. */
export function outsidePool(x: number, y: number): boolean {
  return Math.hypot(x, y) > POOL_RADIUS;
}

/** The wall of the pool, in every panel. */
export function poolWall(pixelsPerUnit: number): Markish {
  return dot([0], { x: 0, y: 0, r: POOL_RADIUS * pixelsPerUnit, stroke: 'currentColor', strokeWidth: 1.5 });
}

/** The platform: black with a white rim, visible on any colour. */
export function poolPlatform(pixelsPerUnit: number): Markish[] {
  const platform = { ...PLATFORM, r: PLATFORM_RADIUS * pixelsPerUnit };
  return [
    dot([0], { ...platform, stroke: '#fff', strokeWidth: 3 }),
    dot([0], { ...platform, stroke: '#000', strokeWidth: 1 }),
  ];
}
