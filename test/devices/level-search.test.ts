import { describe, expect, it } from 'vitest';
import { logLikelihoodOf, refineLevels, refineOutliers } from '../../devices/diagnosis/level-search.js';
import { SwitchingFilter, type LevelNoise } from '../../devices/diagnosis/switching-filter.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { normal } from './fitting-synthetic.js';

const TRUTH: LevelNoise = { white: 4e-4, pink: 1e-8, accumulating: 1e-10, height: 0.08, up: 0.05, down: 0.1 };
const filter = new SwitchingFilter(300, [], []);

/** Traces of two levels with white noise. @param memory whether a level lasts, or each reading is on either by chance */
function traces(memory: boolean): Float64Array[] {
  const random = new RandomStream(`test/levels ${memory}`);
  return Array.from({ length: 4 }, () => {
    let high = false;
    return Float64Array.from({ length: 300 }, () => {
      const { up, down } = TRUTH;
      if (!memory) high = random.uniform() < 0.1;
      else if (random.uniform() < (high ? down : up)) high = !high;
      return 0.08 * Number(high) + 0.02 * normal(random);
    });
  });
}

const START = { ...TRUTH, height: 0.05, up: 0.15, down: 0.15, white: 1e-3 };

describe('the search for levels', () => {
  it('adds up the likelihoods of traces', () => {
    const all = traces(true);
    const sum = all.reduce((total, trace) => total + filter.logLikelihood(trace, TRUTH), 0);
    expect(logLikelihoodOf(filter, all, TRUTH)).toBeCloseTo(sum, 8);
  });

  it('finds height, noise and chances that are likelier than the truth', () => {
    const all = traces(true);
    const { noise, logLikelihood } = refineLevels(filter, all, START, 600);
    expect(logLikelihood).toBeCloseTo(logLikelihoodOf(filter, all, noise), 8);
    expect(logLikelihood).toBeGreaterThan(logLikelihoodOf(filter, all, TRUTH) - 0.1);
    expect(Math.abs(noise.height / 0.08 - 1)).toBeLessThan(0.05);
    expect(Math.abs(Math.sqrt(noise.white / 4e-4) - 1)).toBeLessThan(0.06);
    expect(Math.abs(Math.log(noise.up / 0.05))).toBeLessThan(0.6);
    expect(Math.abs(Math.log(noise.down / 0.1))).toBeLessThan(0.6);
  });

  it('tells levels that last from readings that are high by chance', () => {
    for (const memory of [true, false]) {
      const all = traces(memory);
      const levels = refineLevels(filter, all, START, 400);
      const outliers = refineOutliers(filter, all, START, 400);
      // Without memory, the chance of the upper level is the same from either level.
      expect(outliers.noise.up + outliers.noise.down).toBeCloseTo(1, 10);
      const gain = levels.logLikelihood - outliers.logLikelihood;
      if (memory) expect(gain).toBeGreaterThan(50);
      else {
        expect(gain).toBeLessThan(0);
        expect(Math.abs(outliers.noise.up - 0.1)).toBeLessThan(0.03);
      }
    }
  });
});
