import type { Environment } from '../../envs/environment.js';
import type { Agent } from '../learners/agent.js';
import { RunError } from '../core/errors.js';
import type { UpdateBatch } from '../core/update-batch.js';

/**
 * One episode: see, act, step, learn, until the task or the limit ends it. A simulation runs through without
 * waiting; on a board that answers later the same loop waits.
 *
 * @param note sees the batch of every learning step
 * @throws RunError if the environment shows the same Observation before and after a step
 */
export async function runEpisode(
  environment: Environment,
  agent: Agent,
  note: (batch: UpdateBatch) => void,
): Promise<{ moves: number; truncated: boolean }> {
  environment.reset();
  for (let moves = 0; ;) {
    const seen = environment.observation;
    const choice = agent.act(seen);
    const step = environment.step(typeof choice === 'number' ? choice : await choice);
    const next = environment.observation;
    if (next === seen) refuseShared();
    const learning = agent.learn(step, next);
    if (learning !== undefined) await learning;
    note(agent.batch);
    if (!step.forced) moves++;
    if (step.terminated || step.truncated) return { moves, truncated: step.truncated };
  }
}

/** A TD error compares two observations: with one that is rewritten nothing would be learned, in silence. */
function refuseShared(): never {
  throw new RunError(
    'the environment: got the same Observation before and after a step: expected two that take turns, as ObservationPair does',
  );
}
