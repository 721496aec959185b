import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { meanOf } from '../../src/core/maths/vectors.js';
import { arrayMaker } from '../../src/experiment/array-maker.js';
import { assemble } from '../../src/experiment/assemble.js';
import { runEpisode } from '../../src/experiment/episode.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import type { Probe } from '../../src/experiment/probe.js';

const SEEDS = 40;
const MINUTES = 60_000;

/** Hides that the read noise of an array knows products: the board then sums up single reads. */
const singleReads: Probe = {
  array(...parts) {
    const made = arrayMaker(...parts);
    return {
      ...made,
      bank(seed) {
        const bank = made.bank(seed);
        const noise = bank.readNoise!;
        return Object.assign(bank, { readNoise: { read: noise.read.bind(noise) } });
      },
    };
  },
  scheme: (scheme) => scheme,
};

/** Steps of each seed in blocks of episodes. */
async function blocksOf(environment: string, bank: string, blocks: readonly number[], probe?: Probe) {
  const experiment = parseExperiment({ environment, conditions: [{ bank, noise: 'read' }] });
  const fits = shippedDevices().devices;
  const make = assemble(experiment, experiment.conditions[0], fits, undefined, probe);
  const perSeed: number[][] = [];
  for (let seed = 0; seed < SEEDS; seed++) {
    const { environment, agent } = make(seed);
    const steps: number[] = [];
    while (steps.length < blocks.at(-1)!) steps.push((await runEpisode(environment, agent, () => {})).moves);
    perSeed.push(blocks.slice(1).map((end, k) => meanOf(steps.slice(blocks[k], end))));
  }
  return perSeed;
}

/** Mean over the seeds and its standard error. */
function summary(values: readonly number[]): { mean: number; error: number } {
  const mean = meanOf(values);
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length) };
}

describe('read noise drawn by product and summed up from single reads', () => {
  it.each<[string, string, number[]]>([
    ['water-maze', 'mean', [0, 20, 50, 100, 200]],
    ['t-maze', 'cycles', [0, 20, 50, 100, 200]],
  ])(
    'have the same learning curve in %s, %s, within 3.5 standard errors a block',
    { timeout: 10 * MINUTES },
    async (environment, bank, blocks) => {
      const byProduct = await blocksOf(environment, bank, blocks);
      const bySingleReads = await blocksOf(environment, bank, blocks, singleReads);
      expect(byProduct).not.toEqual(bySingleReads);
      for (let k = 0; k < blocks.length - 1; k++) {
        const [one, other] = [byProduct, bySingleReads].map((seeds) => summary(seeds.map((seed) => seed[k])));
        expect(Math.abs(one.mean - other.mean)).toBeLessThan(3.5 * Math.hypot(one.error, other.error));
        // A curve that is known too badly would agree with any other.
        expect(one.error).toBeLessThan(0.1 * one.mean);
      }
    },
  );
});
