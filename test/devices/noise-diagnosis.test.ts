import { describe, expect, it } from 'vitest';
import { diagnoseNoise, type NoiseDiagnosis } from '../../devices/diagnosis/diagnose-noise.js';
import { noiseAdvice } from '../../devices/diagnosis/noise-advice.js';
import { partSpectra } from '../../devices/diagnosis/noise-spectrum.js';
import { fitDevices } from '../../devices/fitting/fit-devices.js';
import { NOISE_PARTS, noiseModels } from '../../devices/fitting/noise-parts.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { QUIET, type SyntheticNoise } from './fitting-synthetic.js';
import { noisyDevice } from './telegraph-synthetic.js';

function diagnosed(noise: SyntheticNoise): NoiseDiagnosis {
  const random = new RandomStream(`test/diagnosis/${JSON.stringify(noise)}`);
  const measured = noisyDevice({ pulses: 200, cycles: 10 }, noise, random);
  return diagnoseNoise(measured, fitDevices([measured]).devices[0]);
}

describe('the diagnosis of a synthetic device', () => {
  it.each<[string, SyntheticNoise, { correlation: number; slope: number; structures: string[] }]>([
    ['white', { ...QUIET, white: 0.05 }, { correlation: -0.5, slope: 0, structures: ['read'] }],
    [
      'accumulating',
      { ...QUIET, accumulating: 0.02 },
      { correlation: 0, slope: -1.8, structures: ['pulse'] },
    ],
    ['1/f-like', { ...QUIET, pink: 0.05 }, { correlation: -0.157, slope: -1, structures: ['read'] }],
  ])(
    'finds %s noise',
    (_, noise, { correlation, slope, structures }) => {
      const { split, ...diagnosis } = diagnosed(noise);
      for (const part of NOISE_PARTS) {
        const [low, high] = split.intervals![part];
        expect(low, part).toBeLessThanOrEqual(noise[part] * 1.06);
        expect(high, part).toBeGreaterThanOrEqual(noise[part] * 0.94);
      }
      expect(Math.abs(diagnosis.correlation[0].value - correlation)).toBeLessThan(0.06);
      expect(Math.abs(diagnosis.spectrum.slope.value - slope)).toBeLessThan(0.25);
      const [low, high] = diagnosis.spectrum.slope.interval!;
      expect(low).toBeLessThan(diagnosis.spectrum.slope.value);
      expect(high).toBeGreaterThan(diagnosis.spectrum.slope.value);
      const advice = noiseAdvice({ split, pulses: 200 });
      expect(advice.structures).toEqual(structures);
    },
    60_000,
  );
});

describe('the spectra of the parts', () => {
  it.each(['white', 'pink'] as const)('are the Fourier transforms of the covariance: %s', (part) => {
    for (const frequency of [0.02, 0.1, 0.37]) {
      let sum = noiseModels[part].covariance(0, 0);
      for (let lag = 1; lag < 2000; lag++)
        sum += 2 * noiseModels[part].covariance(0, lag) * Math.cos(2 * Math.PI * frequency * lag);
      expect(partSpectra[part](frequency)).toBeCloseTo(2 * sum, 8);
    }
  });

  it('of accumulating noise fall with the square of a low frequency', () => {
    expect(partSpectra.accumulating(0.001) / partSpectra.accumulating(0.002)).toBeCloseTo(4, 3);
    expect(partSpectra.accumulating(0.5)).toBeCloseTo(0.5, 12);
  });
});

describe('advice', () => {
  const none = { white: 0, pink: 0, accumulating: 0, readLike: 0 };

  it('is to simulate no noise if there is none', () => {
    expect(noiseAdvice({ split: none, pulses: 200 }).structures).toEqual(['none']);
  });

  it('says how much noise the mean of four reads keeps', () => {
    const white = noiseAdvice({ split: { ...none, white: 0.05, readLike: 0.05 }, pulses: 200 });
    expect(white.structures).toEqual(['read']);
    expect(white.sentence).toContain('averaging 4 reads halves it');
    const split = { ...none, white: 0.03, pink: 0.04, readLike: 0.05 };
    const rho = (lag: number) => [2, 8, 32].reduce((sum, reads) => sum + Math.exp(-lag / reads) / 3, 0);
    const mean = (4 + 6 * rho(1) + 4 * rho(2) + 2 * rho(3)) / 16;
    const left = Math.sqrt(0.03 ** 2 / 4 + 0.04 ** 2 * mean) / 0.05;
    expect(noiseAdvice({ split, pulses: 200 }).sentence).toContain(`so ${Math.round(100 * left)} % remains`);
  });

  it('is to simulate accumulating noise if it is clearly larger than read noise, and both if the intervals overlap', () => {
    const split = { ...none, white: 0.01, readLike: 0.01, accumulating: 0.01 };
    const advice = noiseAdvice({ split, pulses: 100, dwells: [10, 20] });
    expect(advice.structures).toEqual(['pulse']);
    expect(advice.sentence).toContain('10.0 % over 100 pulses (as much as the read noise after 1 pulse)');
    expect(advice.sentence).toContain('levels last 10 and 20 readings');
    const wide = { accumulating: [0.001, 0.02], readLike: [0.005, 0.02], white: [0, 1], pink: [0, 1] };
    const open = noiseAdvice({ split: { ...split, intervals: wide as never }, pulses: 100 });
    expect(open.structures).toEqual(['read', 'pulse']);
    const unseen = noiseAdvice({
      split: { ...split, intervals: { ...wide, accumulating: [0, 0.02] } as never },
      pulses: 100,
    });
    expect(unseen.structures).toEqual(['read']);
    expect(unseen.sentence).toContain('not detected (at most 2.00 % of the window per pulse)');
  });
});
