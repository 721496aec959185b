import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { assemble } from '../../src/experiment/assemble.js';
import { parseExperiment, type ExperimentInput } from '../../src/experiment/experiment.js';
import { runSeed } from '../../src/experiment/seed-run.js';
import { waterMaze } from '../../envs/water-maze.js';

const [ALL, MINIMUM, IDEAL] = waterMaze.defaults.conditions;

/** Mean and standard error over seeds of the steps in blocks of episodes. */
async function learn(
  condition: NonNullable<ExperimentInput['conditions']>[number],
  size: { seeds: number; episodes: number },
  blocks: [number, number][],
) {
  const experiment = parseExperiment({ environment: 'water-maze', ...size, conditions: [condition] });
  const make = assemble(experiment, experiment.conditions[0], shippedDevices().devices);
  const perSeed: number[][] = [];
  for (let seed = 0; seed < size.seeds; seed++) {
    const { steps } = await runSeed(experiment, 0, seed, make(seed));
    perSeed.push(
      blocks.map(([from, to]) => steps.subarray(from, to).reduce((a, b) => a + b, 0) / (to - from)),
    );
  }
  return blocks.map((_, k) => {
    const values = perSeed.map((row) => row[k]);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1);
    return { mean, error: Math.sqrt(variance / values.length) };
  });
}

describe('the water maze agrees with the published figures', () => {
  it('all noise: 181 steps in the first 30 episodes, 33 ± 5 about episode 1000, and less noise is faster', async () => {
    const size = { seeds: 30, episodes: 1050 };
    const [first, later] = await learn(ALL, size, [
      [0, 30],
      [950, 1050],
    ]);
    // Published over 100 seeds without an error: it has ours, by √(30/100).
    expect(Math.abs(first.mean - 181)).toBeLessThan(
      3 * Math.hypot(first.error, first.error * Math.sqrt(0.3)),
    );
    expect(Math.abs(later.mean - 33)).toBeLessThan(3 * Math.hypot(later.error, 5));
    const [quiet] = await learn(MINIMUM, size, [[950, 1050]]);
    expect(later.mean - quiet.mean).toBeGreaterThan(2 * Math.hypot(later.error, quiet.error));
  });

  it('ideal: 6.5 ± 0.5 steps by episode 5000', async () => {
    const [last] = await learn(IDEAL, { seeds: 3, episodes: 5000 }, [[4900, 5000]]);
    expect(Math.abs(last.mean - 6.5)).toBeLessThan(0.5);
  });
});
