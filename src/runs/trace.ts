import { z } from 'zod';

const trajectory = z.object({
  /** its number, from 1 */
  episode: z.number(),
  /** whether the step limit ended it */
  truncated: z.boolean(),
  /** where it began and where each move ended, in the task's own terms: (x, y), or the number of a state */
  places: z.array(z.array(z.number())),
});

const occupancy = z.object({
  /** the first and the last of the episodes that are counted */
  from: z.number(),
  to: z.number(),
  /** how often each square of the plane was visited, row by row from the lowest, x fastest; or each state */
  visits: z.array(z.number()),
});

const conditionTrace = z.object({ name: z.string(), trajectories: z.array(trajectory), occupancy });

/** The form of trace.json. */
export const traceForm = z.object({ seed: z.number(), conditions: z.array(conditionTrace).min(1) });

/** The way of one episode. */
export type Trajectory = z.infer<typeof trajectory>;
/** Where one condition was over its last episodes, every start included. */
export type Occupancy = z.infer<typeof occupancy>;
/** Where one condition went with one seed. */
export type ConditionTrace = z.infer<typeof conditionTrace>;
/** trace.json: where the conditions of a run went with its first seed. */
export type Trace = z.infer<typeof traceForm>;
