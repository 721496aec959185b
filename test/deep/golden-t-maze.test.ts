import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { assemble } from '../../src/experiment/assemble.js';
import { parseExperiment, type ExperimentInput } from '../../src/experiment/experiment.js';
import { runSeed } from '../../src/experiment/seed-run.js';
import { sharedData } from '../shared.js';

const shared = sharedData('oracle/tmaze_ideal.json', 'oracle/tmaze_random_cycle.json');
const SEEDS = 1000;

interface Published {
  steps_per_episode: { mean: number[]; se: number[] };
  final_critic_weights: { mean: number[]; se: number[] };
  final_actor_weights: { mean: number[][]; se: number[][] };
}

/** Mean and standard error of each column over seeds. */
class Columns {
  private readonly sum: Float64Array;
  private readonly squares: Float64Array;

  constructor(readonly width: number) {
    this.sum = new Float64Array(width);
    this.squares = new Float64Array(width);
  }

  add(row: ArrayLike<number>): void {
    for (let i = 0; i < this.width; i++) {
      this.sum[i] += row[i];
      this.squares[i] += row[i] ** 2;
    }
  }

  mean = (i: number) => this.sum[i] / SEEDS;
  error = (i: number) => Math.sqrt(Math.max(0, this.squares[i] / SEEDS - this.mean(i) ** 2) / (SEEDS - 1));
}

async function learn(condition: NonNullable<ExperimentInput['conditions']>[number]) {
  const experiment = parseExperiment({ environment: 't-maze', seeds: SEEDS, conditions: [condition] });
  const make = assemble(experiment, experiment.conditions[0], shippedDevices().devices);
  const steps = new Columns(201);
  const weights = new Columns(27);
  for (let seed = 0; seed < SEEDS; seed++) {
    const run = await runSeed(experiment, 0, seed, make(seed));
    const last = run.steps.subarray(-50).reduce((sum, moves) => sum + moves, 0) / 50;
    steps.add([...run.steps, last]);
    weights.add(run.weights);
  }
  return { steps, weights };
}

const conditions = [
  ['ideal', 0, { bank: 'ideal' }],
  ['cycles, write noise, linear pulses, self-correcting', 1, { bank: 'cycles' }],
] as const;

shared.describe('the T-maze agrees with the published program', () => {
  it.each(conditions)(
    '%s: every tenth episode and the last 50 within 4 combined standard errors',
    async (_, file, condition) => {
      const published = JSON.parse(readFileSync(shared.paths[file], 'utf8')) as Published;
      const { mean, se } = published.steps_per_episode;
      const { steps, weights } = await learn(condition);
      const distance = (ours: Columns, i: number, value: number, error: number) =>
        Math.abs(ours.mean(i) - value) / Math.max(Math.hypot(ours.error(i), error), 1e-9);
      for (let episode = 0; episode < 200; episode += 10) {
        expect(distance(steps, episode, mean[episode], se[episode]), `episode ${episode}`).toBeLessThan(4);
      }
      // The oracle gives no error of a seed's mean over 50 episodes; a thousand seeds of ours have the same.
      const last = mean.slice(-50).reduce((sum, moves) => sum + moves, 0) / 50;
      expect(distance(steps, 200, last, steps.error(200)), 'last 50 episodes').toBeLessThan(4);
      published.final_critic_weights.mean.forEach((weight, cell) =>
        expect(
          distance(weights, 3 * cell, weight, published.final_critic_weights.se[cell]),
          `w${cell}`,
        ).toBeLessThan(4.5),
      );
      published.final_actor_weights.mean.forEach((row, cell) =>
        row.forEach((weight, action) => {
          const error = published.final_actor_weights.se[cell][action];
          expect(distance(weights, 3 * cell + 1 + action, weight, error), `a${cell}_${action}`).toBeLessThan(
            4.5,
          );
        }),
      );
    },
  );
});
