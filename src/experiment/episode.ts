import type { Environment } from '../../envs/environment.js';
import type { Agent } from '../learners/agent.js';
import type { Observation } from '../core/observation.js';
import { UsageError } from '../core/errors.js';
import type { UpdateBatch } from '../core/update-batch.js';

/**
 * One episode: see, act, step, learn, until the task or the limit ends it. A simulation runs through without
 * waiting; on a board that answers later the same loop waits.
 *
 * @param note sees the batch of every learning step
 * @throws UsageError if the environment shows the same Observation before and after a step
 */
export async function runEpisode(
  environment: Environment,
  agent: Agent,
  note: (batch: UpdateBatch) => void,
): Promise<{ moves: number; truncated: boolean }> {
  environment.reset();
  const first = environment.observation;
  for (let moves = 0, steps = 0; ;) {
    const choice = agent.act(environment.observation);
    const step = environment.step(typeof choice === 'number' ? choice : await choice);
    if (steps++ === 0) refuseShared(first, environment.observation);
    const learning = agent.learn(step, environment.observation);
    if (learning !== undefined) await learning;
    note(agent.batch);
    if (!step.forced) moves++;
    if (step.terminated || step.truncated) return { moves, truncated: step.truncated };
  }
}

/** With one object for both there would be no TD error to learn from. */
function refuseShared(before: Observation, after: Observation): void {
  if (before !== after) return;
  throw new UsageError(
    'got the same Observation object before and after a step: expected two by turns, so that learners can compare them; use ObservationPair',
  );
}
