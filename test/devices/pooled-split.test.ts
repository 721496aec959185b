import { describe, expect, it } from 'vitest';
import { branchNoise } from '../../devices/noise-split/branch-noise.js';
import { NOISE_PARTS } from '../../devices/noise-split/cosine-modes.js';
import { meanSplit } from '../../devices/noise-split/mean-split.js';
import { pooledSplit } from '../../devices/noise-split/pooled-split.js';
import { accumulatingRise, splitNoise } from '../../devices/noise-split/split-noise.js';
import { meanOf } from '../../src/core/maths/vectors.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { studentQuantile } from '../../src/core/student-quantile.js';
import type { SyntheticNoise } from './fitting-synthetic.js';
import { splitBranch } from './split-synthetic.js';

const SPLIT = [...NOISE_PARTS, 'readLike'] as const;

describe('the pooled split', () => {
  const random = new RandomStream('test/pooled split');
  const small = (noise: SyntheticNoise) => splitBranch(noise, random, 5, 50);
  const devices = Array.from({ length: 6 }, (_, k) => [
    small({ white: 0.03 + 0.004 * k, pink: 0.02, accumulating: 0.006 }),
    small({ white: 0.03 + 0.004 * k, pink: 0.02, accumulating: 0.006 }),
  ]);

  it('of one branch is its own split; of a few devices, the mean of their variances', () => {
    const [[one]] = devices;
    expect(pooledSplit([[one]])).toEqual({ ...meanSplit([one.split]), units: '1 device' });
    for (const part of SPLIT)
      for (const end of ['value', 'low', 'high'] as const)
        expect(meanSplit([one.split])[part][end]).toBeCloseTo(one.split[part][end], 12);
    const few = pooledSplit(devices.slice(0, 3));
    expect(few.units).toBe('3 devices');
    for (const part of SPLIT) {
      const each = devices.slice(0, 3).flatMap((branches) => branches.map(({ split }) => split[part].value));
      expect(few[part].value).toBeCloseTo(meanOf(each), 12);
    }
  });

  it('of several devices has Student’s interval of read-like noise', () => {
    const { units, ...pooled } = pooledSplit(devices);
    expect(units).toBe('6 devices');
    for (const part of ['white', 'pink', 'readLike'] as const) {
      const each = devices.map((branches) => meanOf(branches.map(({ split }) => split[part].value)));
      const mean = meanOf(each);
      const half =
        studentQuantile(5) * Math.sqrt(each.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 30);
      expect(pooled[part].value).toBeCloseTo(mean, 12);
      expect(pooled[part].high).toBeCloseTo(mean + half, 12);
      expect(pooled[part].low).toBeCloseTo(Math.max(0, mean - half), 12);
    }
  });

  it('has the accumulating variance that suits all branches best', () => {
    const { accumulating, evidence } = pooledSplit(devices);
    const rises = devices.flat().map(({ noise }) => accumulatingRise(noise));
    const rise = (variance: number) => rises.reduce((sum, of) => sum + of(variance), 0);
    const best = rise(accumulating.value);
    for (const share of [0, 0.5, 0.8, 1.25, 2])
      expect(rise(share * accumulating.value)).toBeGreaterThan(best - 1e-3);
    expect(accumulating.low).toBeLessThan(0.006 ** 2);
    expect(accumulating.high).toBeGreaterThan(0.006 ** 2);
    expect(evidence.accumulating).toBeCloseTo((rise(0) - best) / Math.max(1, best / 11), 3);
  });

  it('takes a device without any noise', () => {
    const rise = Float64Array.from({ length: 51 }, (_, p) => p / 50);
    const own = branchNoise([rise, rise, rise]);
    const silent = { noise: own, split: splitNoise(own) };
    const pooled = pooledSplit([...devices.slice(0, 4), [silent, silent]]);
    for (const part of SPLIT)
      for (const end of ['value', 'low', 'high'] as const)
        expect(pooled[part][end]).toSatisfy(Number.isFinite);
    expect(pooledSplit([[silent], [silent], [silent], [silent]]).readLike.value).toBeLessThan(1e-30);
  });

  it('of one splits has an interval that reaches as far below as its evidence says, of several a narrower one', () => {
    const [[one], [two]] = devices;
    const both = meanSplit([one.split, two.split]);
    for (const part of SPLIT) {
      const above = [one, two].map(({ split }) => split[part].high - split[part].value);
      expect(both[part].high - both[part].value).toBeCloseTo(Math.hypot(...above) / 2, 12);
      expect(both.evidence[part]).toBeCloseTo(one.split.evidence[part] + two.split.evidence[part], 8);
      expect(both[part].low).toBeGreaterThanOrEqual(0);
    }
  });
});
