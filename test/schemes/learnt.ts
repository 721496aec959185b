import { shippedDevices } from '../../devices/files/device-file.js';
import { assemble } from '../../src/experiment/assemble.js';
import type { ConditionInput } from '../../src/experiment/condition.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { runSeed } from '../../src/experiment/seed-run.js';

/** Steps in the last 50 of 200 episodes, and pulses, of each seed. */
export async function learnt(environment: string, condition: Partial<ConditionInput>, seeds: number) {
  const bank = environment === 't-maze' ? 'cycles' : 'mean';
  const conditions = [{ bank, ...condition }];
  const experiment = parseExperiment({ environment, seeds, episodes: 200, conditions });
  const make = assemble(experiment, experiment.conditions[0], shippedDevices().devices);
  const steps: number[] = [];
  const pulses: number[] = [];
  for (let seed = 0; seed < seeds; seed++) {
    const run = await runSeed(experiment, 0, seed, make(seed));
    steps.push(run.steps.slice(-50).reduce((sum, one) => sum + one, 0) / 50);
    pulses.push(run.costs.set.at(-1)! + run.costs.reset.at(-1)!);
  }
  return { steps, pulses };
}

/** Upper end of the 95 % interval of the mean difference, paired by seed. */
export function upper(one: readonly number[], other: readonly number[]): number {
  const differences = one.map((value, k) => value - other[k]);
  const mean = average(differences);
  const squares = differences.map((difference) => (difference - mean) ** 2);
  return mean + 1.96 * Math.sqrt(average(squares) / (one.length - 1));
}

/** In how many seeds the first is lower: for the water maze, in which a rare learner needs many times the steps of others. */
export function wins(one: readonly number[], other: readonly number[]): number {
  return one.filter((value, k) => value < other[k]).length;
}

/** Their mean. */
export function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How packets are counted. */
export const packets = { pulses: 'stochastic-inverse', threshold: 0 } as const;
/** The best composition of published parts that was found on the T-maze. */
export const mark = { scheme: 'averaged-reads', pulses: 'inverse', threshold: 0.0125, learningRate: 0.4 } as const; // prettier-ignore
