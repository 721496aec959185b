import { describe, expect, it } from 'vitest';
import type { Environment } from '../../envs/environment.js';
import { RunError } from '../../src/core/errors.js';
import { ObservationPair, type Observation } from '../../src/core/observation.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { runEpisode } from '../../src/experiment/episode.js';
import type { Agent } from '../../src/learners/agent.js';
import { stepOf } from '../learners/plain-weights.js';

const agent: Agent = { batch: new UpdateBatch(1), act: () => 0, learn: () => undefined };

/** Five steps of one action. @param turn the observation to write next */
function corridor(turn: () => Observation): Environment {
  let seen: Observation;
  let at = 0;
  return {
    actions: 1,
    get observation() {
      return seen;
    },
    reset() {
      at = 0;
      seen = turn();
    },
    step() {
      seen = turn();
      return stepOf({ terminated: ++at === 5 });
    },
  };
}

describe('an episode', () => {
  it('runs with two observations by turns', async () => {
    const pair = new ObservationPair(1);
    const outcome = await runEpisode(
      corridor(() => pair.turn()),
      agent,
      () => {},
    );
    expect(outcome).toEqual({ moves: 5, truncated: false });
  });

  it('refuses one observation for all of them, with a remedy', async () => {
    const { present: shared } = new ObservationPair(1);
    const run = runEpisode(
      corridor(() => shared),
      agent,
      () => {},
    );
    await expect(run).rejects.toThrow(RunError);
    await expect(run).rejects.toThrow(
      /the same Observation before and after a step: .* as ObservationPair does$/,
    );
  });
});
