import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { assemble } from '../../src/experiment/assemble.js';
import { catalogue } from '../../src/experiment/catalogue.js';
import { parseExperiment, type ExperimentInput } from '../../src/experiment/experiment.js';
import { runSeed } from '../../src/experiment/seed-run.js';

const SEEDS = 8;
const LAST = 50;

/** Mean steps over the last episodes, and the cost of a run in updates. */
async function learned(input: ExperimentInput): Promise<{ steps: number; updates: number }> {
  const experiment = parseExperiment(input);
  const make = assemble(experiment, experiment.conditions[0], shippedDevices().devices);
  let [steps, updates] = [0, 0];
  for (let seed = 0; seed < SEEDS; seed++) {
    const run = await runSeed(experiment, 0, seed, make(seed));
    steps += run.steps.subarray(-LAST).reduce((sum, moves) => sum + moves, 0) / LAST / SEEDS;
    updates += run.updates / SEEDS;
  }
  return { steps, updates };
}

const maze = (condition: object) =>
  learned({
    environment: 't-maze',
    episodes: 200,
    conditions: [{ bank: 'ideal', ...condition }] as ExperimentInput['conditions'],
  });

// The shortest way takes 6 moves; the first episode takes about 30.
describe.each(catalogue.learners.names)('%s learns the T-maze', (learner) => {
  it('in ideal memory', async () => {
    expect((await maze({ learner })).steps).toBeLessThan(7);
  });

  it.each(['write', 'read'])('in measured devices with %s noise', async (noise) => {
    expect((await maze({ learner, bank: 'cycles', noise })).steps).toBeLessThan(13);
  });
});

describe('traces', () => {
  it('cost several times the updates in the T-maze', async () => {
    const plain = await maze({ learner: 'actor-critic' });
    const traced = await maze({ learner: 'actor-critic-traces' });
    expect(traced.updates).toBeGreaterThan(3 * plain.updates);
  });
});
