import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { assemble } from '../../src/experiment/assemble.js';
import type { ConditionInput } from '../../src/experiment/condition.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { runSeed } from '../../src/experiment/seed-run.js';
import { compiledRuns } from '../../src/kernel/compiled-runs.js';

const fits = shippedDevices().devices;

/** Moves of every episode of every seed, by the parts in TypeScript and by the compiled loop. */
async function curves(
  environment: string,
  condition: ConditionInput,
  seeds: number,
  episodes: number,
): Promise<{ parts: Int32Array[]; compiled: Int32Array[] }> {
  const experiment = parseExperiment({ environment, seeds, episodes, conditions: [condition] });
  const make = assemble(experiment, experiment.conditions[0], fits);
  const run = compiledRuns(experiment, 0, fits);
  const [parts, compiled]: Int32Array[][] = [[], []];
  for (let seed = 0; seed < seeds; seed++) {
    parts.push((await runSeed(experiment, 0, seed, make(seed))).steps);
    compiled.push(run(seed).steps);
  }
  return { parts, compiled };
}

/** The mean of each seed over some episodes. */
function means(curves: readonly Int32Array[], from: number, to: number): number[] {
  return curves.map((steps) => steps.subarray(from, to).reduce((sum, each) => sum + each, 0) / (to - from));
}

/** Mean over seeds, and its standard error squared. */
function moments(values: readonly number[]): [mean: number, variance: number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return [mean, squares / (values.length - 1) / values.length];
}

describe('the compiled loop over many seeds', () => {
  it('walks step by step as its parts do, where there is no read noise', async () => {
    const { parts, compiled } = await curves('t-maze', { bank: 'cycles' }, 200, 200);
    expect(compiled).toEqual(parts);
    const maze = await curves('water-maze', { bank: 'mean' }, 4, 1000);
    expect(maze.compiled).toEqual(maze.parts);
  });

  // Read noise has draws of its own there, so the law is compared: 20 differences of independent means, of which the
  // largest is below 3.5 standard errors with a chance of 99 %.
  it.each([
    ['t-maze', { bank: 'cycles', noise: 'read' }, 300, 200],
    ['water-maze', { bank: 'mean', noise: 'read' }, 100, 150],
  ] as const)(
    'learns the %s under read noise at the same pace',
    { timeout: 240_000 },
    async (task, condition, seeds, episodes) => {
      const { parts, compiled } = await curves(task, condition, seeds, episodes);
      for (let point = 0; point < 10; point++) {
        const [from, to] = [(point * episodes) / 10, ((point + 1) * episodes) / 10];
        const [one, oneVariance] = moments(means(parts, from, to));
        const [other, otherVariance] = moments(means(compiled, from, to));
        const z = (other - one) / Math.sqrt(oneVariance + otherVariance);
        expect(Math.abs(z), `${task}, episodes ${from} to ${to}: ${one} and ${other}`).toBeLessThan(3.5);
      }
    },
  );
});
