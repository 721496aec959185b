import { z } from 'zod';

const trajectory = z.object({
  /** its number, from 1 */
  episode: z.number(),
  /** whether the step limit ended it */
  truncated: z.boolean(),
  /** the start and the end of each move, in coordinates of the task: (x, y), or the number of a state */
  places: z.array(z.array(z.number())),
});

const occupancy = z.object({
  /** the first and the last of the episodes that are counted */
  from: z.number(),
  to: z.number(),
  /** visits of each square of the plane, row by row from the lowest, x fastest; or visits of each state */
  visits: z.array(z.number()),
});

const conditionTrace = z.object({ name: z.string(), trajectories: z.array(trajectory), occupancy });

/** The form of trace.json. */
export const traceForm = z.object({ seed: z.number(), conditions: z.array(conditionTrace).min(1) });

/** The path of one episode. */
export type Trajectory = z.infer<typeof trajectory>;
/** Where one condition was in its last episodes, starts included. */
export type Occupancy = z.infer<typeof occupancy>;
/** The paths and places of one condition with one seed. */
export type ConditionTrace = z.infer<typeof conditionTrace>;
/** trace.json: the paths and places of all conditions of a run with its first seed. */
export type Trace = z.infer<typeof traceForm>;
