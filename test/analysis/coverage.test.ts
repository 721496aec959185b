import { beforeAll, describe, expect, it } from 'vitest';
import { casesOf, type Population } from '../../bench/referee/cases.mjs';
import { Random } from '../../bench/noise/random.mjs';
import { shippedDevices } from '../../devices/files/device-file.js';
import * as reach from '../../src/analysis/compare/cost-to-reach.js';
import * as learning from '../../src/analysis/compare/learning.js';
import * as budget from '../../src/analysis/compare/steps-at-budget.js';
import * as holm from '../../src/analysis/statistics/holm.js';
import * as intervals from '../../src/analysis/statistics/interval-estimate.js';
import * as differences from '../../src/analysis/statistics/mean-difference.js';
import * as resamples from '../../src/analysis/statistics/seed-resamples.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { recordedEpisodes } from '../../src/experiment/seed-run.js';
import { compiledRuns } from '../../src/kernel/compiled-runs.js';

const cases = casesOf({
  ...reach,
  ...learning,
  ...budget,
  ...holm,
  ...intervals,
  ...differences,
  ...resamples,
});
const SEEDS = 1000;
const populations: Record<string, Population> = {};

/** Runs of the T-maze with feedback. */
function runsWith(noise: 'write' | 'pulse'): Population {
  const experiment = parseExperiment({
    environment: 't-maze',
    seeds: SEEDS,
    conditions: [{ bank: 'cycles', noise }],
  });
  const { episodes } = experiment;
  const recorded = recordedEpisodes(experiment);
  const run = compiledRuns(experiment, 0, shippedDevices().devices);
  const steps = new Int32Array(SEEDS * episodes);
  const pulses = new Float64Array(recorded.length * SEEDS);
  for (let seed = 0; seed < SEEDS; seed++) {
    const one = run(seed);
    steps.set(one.steps, seed * episodes);
    recorded.forEach((_, k) => (pulses[k * SEEDS + seed] = one.costs.set[k] + one.costs.reset[k]));
  }
  const outcomes = { seeds: SEEDS, episodes, recorded, conditions: [] };
  return { ...outcomes, steps, pulses, final: learning.finalSteps(steps, outcomes) };
}

beforeAll(() => {
  populations['write'] = runsWith('write');
  populations['pulse'] = runsWith('pulse');
}, 60_000);

/** The share of repetitions whose interval holds the truth. */
function coverage(name: string, size: number, repetitions: number): number {
  const { populations: names, truth, repetition } = cases[name];
  const drawnFrom = names.map((one) => populations[one]);
  const expected = truth(drawnFrom);
  const random = new Random(`${name} ${size}`);
  const sides = Array.from({ length: repetitions }, () => repetition(drawnFrom, expected, size, random));
  return sides.filter((side) => side === 0).length / repetitions;
}

/** What `npm run bench:referee` counts, with fewer runs and repetitions: 200 of 95 % scatter by 1.5 % (one standard deviation). */
describe('the 95 % intervals of real runs hold the truth', () => {
  it.each([
    ['write noise, other seeds', 20, 200, 0.91],
    ['write noise', 20, 200, 0.89],
    ['write noise', 60, 200, 0.89],
    ['pulse noise', 20, 200, 0.91],
    ['write − pulse noise, same seeds', 20, 200, 0.89],
    ['pulse noise, 1500 pulses', 20, 100, 0.88],
    ['write noise, other seeds: 1', 20, 40, 0.85],
  ])('%s: %i seeds, %i repetitions', (name, size, repetitions, least) => {
    const share = coverage(name, size, repetitions);
    expect(share).toBeGreaterThanOrEqual(least);
    // Intervals that hold everything would say nothing.
    if (repetitions >= 200) expect(share).toBeLessThanOrEqual(0.985);
  }, 30_000); // prettier-ignore

  it('and equal schemes differ in at most 5 % of comparisons after Holm', () => {
    // 40 of 5 % are 2 ± 1.4.
    expect(coverage('write noise, 9 schemes', 20, 40)).toBeGreaterThanOrEqual(0.84);
  }, 30_000); // prettier-ignore
});
