import { availableParallelism } from 'node:os';
import type { FlowData } from '../../flow/data/flow-data.js';
import type { FlowPlan } from '../../flow/flow-plan.js';
import { followSeed, objectiveOf, type FlowCourse, type FlowTask } from '../../flow/follow-seed.js';
import { overWorkers } from '../workers/over-workers.js';

/** Runs from which threads pay. */
const WORTH_THREADS = 2;

/** Follows every seed by every method: methods in their order, and seeds in theirs. Results do not depend on the number of threads. */
export async function flowRuns(
  plan: FlowPlan,
  data: FlowData,
  workers = availableParallelism(),
): Promise<FlowCourse[]> {
  // Refuses at the door what does not fit.
  objectiveOf(plan, data);
  const tasks = plan.methods.flatMap((method) =>
    Array.from({ length: plan.seeds }, (_, k): FlowTask => ({
      plan,
      data,
      method,
      seed: plan.firstSeed + k,
    })),
  );
  if (workers < 2 || tasks.length < WORTH_THREADS) return tasks.map(followSeed);
  return overWorkers(new URL('flow-worker.js', import.meta.url), tasks, workers);
}
