import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { meanOf } from '../../src/core/maths/vectors.js';
import { assemble } from '../../src/experiment/assemble.js';
import { runEpisode } from '../../src/experiment/episode.js';
import { parseExperiment, type ExperimentInput } from '../../src/experiment/experiment.js';

/** Gymnasium judges a learner by its last hundred episodes. */
const LAST = 100;
const SEEDS = [0, 1, 2, 3];
const MINUTES = 60_000;

/** Mean steps of each seed over its last episodes, in ideal memory with the settings of the task. */
async function lastSteps(environment: string, others: Partial<ExperimentInput> = {}): Promise<number[]> {
  const experiment = parseExperiment({ environment, ...others });
  const [ideal] = experiment.conditions;
  expect(ideal.bank).toBe('ideal');
  const make = assemble(experiment, ideal, shippedDevices().devices);
  const means = [];
  for (const seed of SEEDS) {
    const made = make(seed);
    await made.prepare();
    const steps = [];
    for (let episode = 0; episode < experiment.episodes; episode++) {
      steps.push((await runEpisode(made.environment, made.agent, () => {})).moves);
    }
    means.push(meanOf(steps.slice(-LAST)));
  }
  return means;
}

describe('the actor–critic in ideal memory reaches', () => {
  it(
    'the shortest path of the gridworld, 8 moves, but for 0.2 moves an episode',
    { timeout: 5 * MINUTES },
    async () => {
      for (const steps of await lastSteps('gridworld')) expect(steps).toBeLessThan(8.2);
    },
  );

  it(
    '475 steps of CartPole-v1 with every seed, at which it counts as solved',
    { timeout: 20 * MINUTES },
    async () => {
      for (const steps of await lastSteps('cart-pole')) expect(steps).toBeGreaterThanOrEqual(475);
    },
  );

  it('−120 a seed in MountainCar-v0', { timeout: 10 * MINUTES }, async () => {
    for (const steps of await lastSteps('mountain-car')) expect(steps).toBeLessThanOrEqual(120);
  });
});

describe('Q-learning in ideal memory reaches', () => {
  it(
    '475 steps of CartPole-v1 with every seed, where a fall costs and weights of 0 expect the best',
    { timeout: 20 * MINUTES },
    async () => {
      const learnerSettings = { epsilon: 0.005 };
      const steps = await lastSteps('cart-pole', {
        taskSettings: { fallCost: 1 },
        learningRate: 0.5,
        conditions: [{ bank: 'ideal', learner: 'q-learning', learnerSettings }],
      });
      for (const one of steps) expect(one).toBeGreaterThanOrEqual(475);
    },
  );
});
