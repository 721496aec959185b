import { dot, line, rect, type Markish } from '@observablehq/plot';
import type { Box, Disc, Place, Polygon, Scene } from '../../../envs/scene.js';
import type { Summary } from '../../runs/summary.js';

/** How the scene of a task is drawn on maps. */
export interface DrawnScene {
  /** whether a place is out of reach */
  isBlank: (x: number, y: number) => boolean;
  marks: (pixelsPerUnit: number) => Markish[];
  /** the meaning of the marks, in a sentence */
  legend: string;
}

/** The scene of a run's task; an empty one if the task has none. */
export function sceneOf({ task }: Pick<Summary, 'task'>): DrawnScene {
  const scene = task?.scene;
  if (!scene) return { isBlank: () => false, marks: () => [], legend: '' };
  return {
    isBlank: (x, y) => isBlank(scene, { x, y }),
    marks: (pixelsPerUnit) => sceneMarks(scene, pixelsPerUnit),
    legend: scene.legend,
  };
}

/** Whether a place lies in a wall, or outside the arena. */
export function isBlank({ arena, walls }: Scene, place: Place): boolean {
  return isOutside(arena, place) || walls.some((wall) => isInside(wall, place));
}

function isOutside(arena: Disc | Box, { x, y }: Place): boolean {
  if ('radius' in arena) return Math.hypot(x - arena.x, y - arena.y) > arena.radius;
  return x < arena.x1 || x > arena.x2 || y < arena.y1 || y > arena.y2;
}

/** Even–odd rule: a ray to the right crosses the outline an odd number of times. */
function isInside(corners: Polygon, { x, y }: Place): boolean {
  const crossings = corners.filter(([x1, y1], i) => {
    const [x2, y2] = corners[(i + 1) % corners.length];
    return y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1);
  });
  return crossings.length % 2 === 1;
}

/** Walls, the edge of the arena and the goal, in every panel. */
export function sceneMarks({ arena, walls, goal }: Scene, pixelsPerUnit: number): Markish[] {
  return [
    ...walls.map(wallMark),
    arenaEdge(arena, pixelsPerUnit),
    ...(goal ? goalMarks(goal, pixelsPerUnit) : []),
  ];
}

function arenaEdge(arena: Disc | Box, pixelsPerUnit: number): Markish {
  if (!('radius' in arena)) return rect([0], { ...arena, stroke: 'currentColor', strokeWidth: 0.75 });
  const { x, y, radius } = arena;
  return dot([0], { x, y, r: radius * pixelsPerUnit, stroke: 'currentColor', strokeWidth: 1.5 });
}

/** A piece of wall between corners, in every panel. */
export function wallMark(corners: Polygon): Markish {
  return line(corners, {
    curve: 'linear-closed',
    fill: 'currentColor',
    fillOpacity: 0.3,
    stroke: 'currentColor',
    strokeWidth: 0.75,
  });
}

/** The outline of a wall without its area, in every panel. */
export function wallOutline(corners: Polygon, stroke: string): Markish {
  return line(corners, { curve: 'linear-closed', stroke, strokeWidth: 0.75 });
}

/** A goal: black with a white rim, visible on any colour. */
export function goalMarks({ x, y, radius }: Disc, pixelsPerUnit: number): Markish[] {
  const goal = { x, y, r: radius * pixelsPerUnit };
  return [
    dot([0], { ...goal, stroke: '#fff', strokeWidth: 3 }),
    dot([0], { ...goal, stroke: '#000', strokeWidth: 1 }),
  ];
}
