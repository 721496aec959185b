import type { Markish } from '@observablehq/plot';
import { inWall, mazeGoal, mazeWalls } from './maze-outline.js';
import { outsidePool, poolPlatform, poolWall } from './pool-outline.js';

/** What lies in the plane of a task, for maps. */
export interface Scene {
  /** whether a place is out of reach */
  isBlank: (x: number, y: number) => boolean;
  marks: (pixelsPerUnit: number) => Markish[];
  /** the meaning of the marks, in a sentence */
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
  legend: 'Lengths in decimetres; circle: the wall of the pool. The platform moves every day.',
};

const emptyScene: Scene = { isBlank: () => false, marks: () => [], legend: '' };

const scenes: Record<string, Scene> = {
  'water-maze': waterMaze,
  'pool-reference-memory': referenceMemory,
  'pool-matching-to-place': matchingToPlace,
};

/** The scene of a task by its name; an empty scene for other tasks. */
export function sceneOf(environment: string): Scene {
  return scenes[environment] ?? emptyScene;
}
