import { z } from 'zod';
import type { Scene, StateMap } from '../../envs/scene.js';
import { catalogue } from '../experiment/catalogue.js';
import { taskOf, type TaskChoice } from '../experiment/weights.js';

const place = { x: z.number(), y: z.number() };
const disc = z.object({ ...place, radius: z.number() });
const box = z.object({ x1: z.number(), x2: z.number(), y1: z.number(), y2: z.number() });
const polygon = z.array(z.tuple([z.number(), z.number()])).readonly();

const scene: z.ZodType<Scene> = z.object({
  name: z.string(),
  arena: z.union([disc, box]),
  walls: z.array(polygon).readonly(),
  goal: disc.exactOptional(),
  legend: z.string(),
  moves: z.object({ length: z.number(), names: z.array(z.string()).readonly() }).exactOptional(),
  about: z.string().exactOptional(),
  trajectories: z.string().exactOptional(),
});

const marked = z.object({ state: z.int(), side: z.enum(['above', 'below', 'left']) });

const states: z.ZodType<StateMap> = z.object({
  name: z.string(),
  places: z.array(z.object(place)).min(1).readonly(),
  start: marked,
  reward: marked,
  note: z.string().exactOptional(),
});

/** What a report needs to know of a task, so that it can draw a finished run without the task. */
export const taskSummaryForm = z.object({
  scene: scene.exactOptional(),
  states: states.exactOptional(),
  /** fewest moves of an episode, if known */
  shortestPath: z.number().exactOptional(),
  /** there is a published program for it, which counts an episode without an end as no steps */
  published: z.literal(true).exactOptional(),
  /** an agent that learns makes more steps an episode, not fewer */
  moreIsBetter: z.literal(true).exactOptional(),
  /** file names of figures that differ from those of other tasks */
  figures: z
    .object({
      task: z.string().exactOptional(),
      steps: z.string().exactOptional(),
      criticWeights: z.string().exactOptional(),
      policy: z.string().exactOptional(),
      value: z.string().exactOptional(),
    })
    .exactOptional(),
});

/** The task of a summary. */
export type TaskSummary = z.infer<typeof taskSummaryForm>;

/** What is known of the task of an experiment. */
export function taskSummary(experiment: Omit<TaskChoice, 'conditions'>): TaskSummary {
  const { published, moreIsBetter, figures } = catalogue.tasks.get(experiment.environment);
  const { scene, states, shortestPath } = taskOf(experiment);
  return {
    ...(scene && { scene }),
    ...(states && { states }),
    ...(shortestPath !== undefined && { shortestPath }),
    ...(published && { published }),
    ...(moreIsBetter && { moreIsBetter }),
    ...(figures && { figures }),
  };
}

/** A summary that tells of its task; one of memloop 0.1.0 does not by itself. */
export function withTask<Finished extends { task?: TaskSummary }>(
  summary: Finished,
  experiment: Omit<TaskChoice, 'conditions'>,
): Finished {
  const isKnown = catalogue.tasks.has(experiment.environment);
  return summary.task || !isKnown ? summary : { ...summary, task: taskSummary(experiment) };
}
