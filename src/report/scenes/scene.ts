import type { Markish } from '@observablehq/plot';
import { inWall, mazeGoal, mazeWalls } from './maze-outline.js';
import { outsidePool, poolPlatform, poolWall } from './pool-outline.js';

/** What lies in the plane of a task, for maps of it. */
export interface Scene {
  /** whether a place is out of reach */
  isBlank: (x: number, y: number) => boolean;
  marks: (pixelsPerUnit: number) => Markish[];
  /** what the marks are, as a sentence */
  legend: string;
}

const waterMaze: Scene = {
  isBlank: inWall,
  marks: (pixelsPerUnit) => [...mazeWalls(), ...mazeGoal(pixelsPerUnit)],
  legend: 'Grey: the wall; circle: the goal.',
};

const referenceMemory: Scene = {
  isBlank: outsidePool,
  marks: (pixelsPerUnit) => [poolWall(pixelsPerUnit), ...poolPlatform(pixelsPerUnit)],
  legend: 'Lengths in decimetres; large circle: the wall of the pool; small circle: the platform.',
};

const matchingToPlace: Scene = {
  isBlank: outsidePool,
  marks: (pixelsPerUnit) => [poolWall(pixelsPerUnit)],
  legend: 'Lengths in decimetres; circle: the wall of the pool, whose platform moves every day.',
};

const nowhere: Scene = { isBlank: () => false, marks: () => [], legend: '' };

const scenes: Record<string, Scene> = {
  'water-maze': waterMaze,
  'pool-reference-memory': referenceMemory,
  'pool-matching-to-place': matchingToPlace,
};

/** The scene of a task by its name; an empty one for a task that has none. */
export function sceneOf(environment: string): Scene {
  return scenes[environment] ?? nowhere;
}
