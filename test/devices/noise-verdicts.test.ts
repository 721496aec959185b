import { describe, expect, it } from 'vitest';
import { byCycle } from '../../devices/diagnosis/by-cycle.js';
import { deviceLevels } from '../../devices/diagnosis/device-levels.js';
import type { BranchDiagnosis } from '../../devices/diagnosis/diagnose-branches.js';
import { incrementCorrelation } from '../../devices/diagnosis/increment-correlation.js';
import { jackknife } from '../../devices/diagnosis/jackknife.js';
import type { MeasuredNoise } from '../../devices/diagnosis/measured-noise.js';
import { misfitOf } from '../../devices/diagnosis/misfit.js';
import { noiseAdvice } from '../../devices/diagnosis/noise-advice.js';
import { branchNoise, type BranchNoise } from '../../devices/noise-split/branch-noise.js';
import { splitNoise, type NoiseSplit } from '../../devices/noise-split/split-noise.js';
import { meanResponse } from '../../devices/vcm/response-curve.js';
import { meanOf } from '../../src/core/maths/vectors.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { branch, normal, QUIET, type SyntheticNoise } from './fitting-synthetic.js';

describe('the jackknife', () => {
  it('of a mean is Student’s interval', () => {
    const x = [3, 5, 4, 8, 7, 1];
    const mean = meanOf(x);
    const deviation = Math.sqrt(x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 5);
    const { value, interval } = jackknife(x, meanOf);
    expect(value).toBe(mean);
    // t of 5 degrees of freedom
    const half = (2.5705818366147395 * deviation) / Math.sqrt(6);
    expect(interval![0]).toBeCloseTo(mean - half, 8);
    expect(interval![1]).toBeCloseTo(mean + half, 8);
  });

  it('gives no interval from fewer than four units', () => {
    expect(jackknife([1, 2, 4], meanOf)).toEqual({ value: 7 / 3 });
    expect(jackknife([1, 2, 4, 5], meanOf).interval).toBeDefined();
  });

  it('holds the truth in 95 % of samples', () => {
    const random = new RandomStream('test/jackknife');
    let held = 0;
    for (let sample = 0; sample < 400; sample++) {
      const pairs = Array.from({ length: 12 }, () => [3 + 0.3 * normal(random), 2 + 0.3 * normal(random)]);
      const { interval } = jackknife(
        pairs,
        (units) => meanOf(units.map(([a]) => a)) / meanOf(units.map(([, b]) => b)),
      );
      held += Number(interval![0] <= 1.5 && interval![1] >= 1.5);
    }
    expect(held / 400).toBeGreaterThan(0.92);
    expect(held / 400).toBeLessThan(0.98);
  });
});

const curve = meanResponse({ a: -0.4 / 60, b: 5 / 60 }, 60);

function noiseOf(key: string, noise: SyntheticNoise, cycles = 6): BranchNoise {
  const random = new RandomStream(`test/verdicts/${key}`);
  return branchNoise(Array.from({ length: cycles }, () => branch(curve, 60, noise, random)));
}

describe('the misfit', () => {
  it.each<[string, SyntheticNoise]>([
    ['white', { ...QUIET, white: 0.03 }],
    ['1/f-like', { ...QUIET, pink: 0.03 }],
    ['accumulating', { ...QUIET, white: 0.01, accumulating: 0.004 }],
  ])('is never clear where the curve fits: %s noise', (name, noise) => {
    const misfits = Array.from({ length: 30 }, (_, device) => {
      const own = noiseOf(`${name} ${device}`, noise);
      return misfitOf(own, splitNoise(own))!;
    });
    expect(misfits.filter(({ clear }) => clear)).toEqual([]);
    const excess = misfits.map((misfit) => misfit.excess);
    // A normal deviate, but for the error of the noise it is compared with.
    expect(Math.abs(meanOf(excess))).toBeLessThan(0.8);
    expect(Math.max(...excess)).toBeLessThan(4);
    expect(excess.filter((value) => value > 2).length).toBeLessThanOrEqual(3);
  });

  it('is clear where the curve bends by more than the noise of the mean, and has its size', () => {
    const random = new RandomStream('test/verdicts/bent');
    const bent = Array.from({ length: 6 }, () =>
      branch(curve, 60, { ...QUIET, white: 0.01 }, random).map((x, p) => x + 0.03 * Math.sin(p / 3)),
    );
    const own = branchNoise(bent);
    const { rms, clear, excess } = misfitOf(own, splitNoise(own))!;
    expect(clear).toBe(true);
    expect(excess).toBeGreaterThan(10);
    expect(Math.abs(rms / (0.03 / Math.SQRT2) - 1)).toBeLessThan(0.1);
  });

  it('of one cycle is unknown', () => {
    const own = noiseOf('one', { ...QUIET, white: 0.03 }, 1);
    expect(misfitOf(own, splitNoise(own))).toBeUndefined();
  });
});

describe('the correlation of increments', () => {
  it('is that of the mean products over all cycles of both branches, whatever their lengths', () => {
    const long = noiseOf('long', { ...QUIET, white: 0.03 });
    const short = { ...long, residuals: long.residuals.slice(1).map((residual) => residual.slice(0, 20)) };
    expect(byCycle([long, short], (residual) => residual.slice(0, 3)).length).toBe(5);
    const sums = byCycle([long, short], (residual) => residual);
    expect(sums[2].length).toBe(20);
    expect(sums[2][7]).toBeCloseTo(long.residuals[2][7] + long.residuals[3][7], 12);
    const alternating = {
      ...long,
      residuals: long.residuals.map(() => Float64Array.of(1, -1, 1, -1, 1, -1, 1)),
    };
    const lags = incrementCorrelation([alternating, alternating]);
    for (const [k, value] of [-1, 1, -1, 1].entries()) {
      expect(lags[k].value).toBeCloseTo(value, 12);
      expect(lags[k].interval![1] - lags[k].interval![0]).toBeCloseTo(0, 12);
    }
  });
});

describe('the telegraph levels of a device', () => {
  const branchOf = (height: number, interval?: [number, number]) =>
    ({
      telegraph: {
        evidence: 20,
        found: {
          height: { value: height, ...(interval && { interval }) },
          lowDwell: { value: 10 },
          highDwell: { value: 40 },
        },
      },
    }) as unknown as BranchDiagnosis;
  const none = { telegraph: { evidence: 3 } } as unknown as BranchDiagnosis;

  it('are those of the polarity in which they are found, or geometric means', () => {
    expect(deviceLevels([none, none])).toBeUndefined();
    const one = deviceLevels([none, branchOf(0.1, [0.08, 0.125])])!;
    expect(one.height.value).toBeCloseTo(0.1, 12);
    expect(one.height.interval![0]).toBeCloseTo(0.08, 12);
    const both = deviceLevels([branchOf(0.1, [0.08, 0.125]), branchOf(0.4, [0.32, 0.5])])!;
    expect(both.height.value).toBeCloseTo(0.2, 12);
    // Two independent estimates: the interval is narrower by √2 on the scale of logarithms.
    expect(Math.log(both.height.interval![1] / 0.2)).toBeCloseTo(Math.log(1.25) / Math.SQRT2, 12);
    expect(both.lowDwell).toEqual({ value: expect.closeTo(10, 10) as number });
    expect(deviceLevels([branchOf(0.1, [0.08, 0.125]), branchOf(0.4)])!.height.interval).toBeUndefined();
  });
});

describe('advice', () => {
  const nothing = { value: 0, low: 0, high: 0 };
  const of = (deviation: number, low = 0.9 * deviation, high = 1.1 * deviation) => ({
    value: deviation ** 2,
    low: low ** 2,
    high: high ** 2,
  });
  const NO_EVIDENCE = { white: 0, pink: 0, readLike: 0, accumulating: 0, slow: 0 };
  const silent: NoiseSplit = {
    white: nothing,
    pink: nothing,
    readLike: nothing,
    accumulating: nothing,
    evidence: NO_EVIDENCE,
  };
  const split = (parts: Partial<NoiseSplit>, evidence: Partial<NoiseSplit['evidence']>): NoiseSplit => ({
    ...silent,
    ...parts,
    evidence: { ...NO_EVIDENCE, ...evidence },
  });
  const on = (own: NoiseSplit, differs: Partial<MeasuredNoise> = {}) =>
    noiseAdvice({ split: own, branches: 2, pulses: 100, cycles: 10, ...differs });
  const white = of(0.05);

  it('is to simulate no noise if there is none, however clear its evidence', () => {
    const tiny = of(1e-8);
    for (const own of [silent, split({ white: tiny, readLike: tiny }, { white: 1000 })])
      expect(on(own)).toEqual({
        parts: [],
        structures: ['none'],
        noise: 'none',
        sentence: 'Simulate noise: none. The readings repeat from cycle to cycle.',
      });
    // With one cycle, the misfit of the curve is as large as small noise.
    const small = of(2e-4);
    const own = split({ white: small, readLike: small }, { white: 1000 });
    expect(on(own, { cycles: 1 }).structures).toEqual(['none']);
    expect(on(own).noise).toEqual({ read: { white: 2e-4 } });
  });

  it('says how much noise the mean of four reads keeps', () => {
    const alone = on(split({ white, readLike: white, accumulating: of(0, 0, 0.002) }, { white: 100 }));
    expect(alone).toMatchObject({ parts: ['white'], structures: ['read'], noise: { read: { white: 0.05 } } });
    expect(alone.sentence).toBe(
      'Simulate noise: { read: { white: 0.05 } }. Read noise does not change the device: feedback filters it, and averaging 4 reads halves it. ' +
        'Accumulating noise was not detected: at most 0.20 % of the window per pulse.',
    );
    const rho = (lag: number) => [2, 8, 32].reduce((sum, reads) => sum + Math.exp(-lag / reads) / 3, 0);
    const mean = (4 + 6 * rho(1) + 4 * rho(2) + 2 * rho(3)) / 16;
    const left = Math.sqrt(0.03 ** 2 / 4 + 0.04 ** 2 * mean) / 0.05;
    const both = on(
      split({ white: of(0.03), pink: of(0.04), readLike: white }, { white: 100, pink: 100, slow: 100 }),
    );
    expect(both.noise).toEqual({ read: { white: 0.03, pink: 0.04 } });
    expect(both.sentence).toContain(`so ${Math.round(100 * left)} % remains`);
  });

  it('says what accumulating noise adds up to, and what limits it', () => {
    const { structures, noise, sentence } = on(
      split({ accumulating: of(0.01) }, { accumulating: 100, slow: 100 }),
    );
    expect([structures, noise]).toEqual([['pulse'], { pulse: 0.01 }]);
    expect(sentence).toContain(
      'Each pulse leaves an error of 1.00 [0.90, 1.10] % of the window in the device, which adds up to 10.0 % over 100 pulses. ' +
        'Feedback and write-verify limit it; averaging reads does not.',
    );
    expect(sentence).not.toContain('not detected');
  });

  it('asks for more evidence of two branches than of one', () => {
    const own = split({ white, readLike: white }, { white: 8 });
    const unknown = 'do not tell which kind of noise';
    for (const branches of [1, 2]) {
      const { parts, sentence } = on(own, { branches });
      expect(parts).toEqual(['white']);
      expect(sentence.includes(unknown)).toBe(branches === 2);
    }
  });

  it('takes slow noise whose kind is unclear for the likelier kind, and says so', () => {
    const parts = { pink: of(0.04, 0, 0.05), accumulating: of(0.004, 0, 0.006), readLike: of(0.04) };
    const slow = on(split(parts, { pink: 5, accumulating: 3, slow: 40 }));
    expect(slow.parts).toEqual(['pink']);
    const other = on(split(parts, { pink: 3, accumulating: 5, slow: 40 }));
    expect(other.parts).toEqual(['accumulating']);
    for (const { sentence } of [slow, other])
      expect(sentence).toContain(
        'These readings do not tell whether its slow part is 1/f-like (4.00 [0.00, 5.00] %) or accumulates (0.40 [0.00, 0.60] % per pulse): more cycles do.',
      );
    expect(on(split(parts, { pink: 20, accumulating: 3, slow: 40 })).sentence).not.toContain('do not tell');
  });

  it('names telegraph levels, misfit, and what one cycle hides', () => {
    const levels = {
      height: { value: 0.1234, interval: [0.1, 0.15] as [number, number] },
      lowDwell: { value: 10.4 },
      highDwell: { value: 20 },
    };
    const misfit = { rms: 0.0123, excess: 9, clear: true };
    const full = on(split({ white, readLike: white }, { white: 100 }), {
      levels,
      misfits: [
        ['SET', misfit],
        ['RESET', { ...misfit, rms: 0.0005 }],
      ],
      cycles: 1,
    });
    expect(full.structures).toEqual(['read', 'telegraph']);
    expect(full.noise).toEqual({
      read: { white: 0.05 },
      telegraph: { height: 0.123, highDwell: 20, lowDwell: 10.4 },
    });
    for (const words of [
      'telegraph: { height: 0.123, highDwell: 20, lowDwell: 10.4 } }.',
      'Telegraph steps move readings by 12.34 [10.00, 15.00] % of the window; the lower and the upper level last 10 and 20 readings on average. Only averages over many more readings reduce them.',
      'misses SET by 1.23 % and RESET by 0.050 % of the window in every cycle: this is misfit, not noise.',
      'With one cycle, slow noise and a curve that the family cannot draw look alike',
    ])
      expect(full.sentence).toContain(words);
    const alone = on(silent, { levels: { ...levels, height: { value: 0.1 } } });
    expect(alone.structures).toEqual(['telegraph']);
    expect(alone.sentence).toContain('Telegraph steps move readings by 10.00 % of the window');
  });
});
