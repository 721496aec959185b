import { describe, expect, it } from 'vitest';
import { characterisation, type Characterisation } from '../../devices/fitting/characterisation.js';
import { fitDevices } from '../../devices/fitting/fit-devices.js';
import { meanResponse, type ResponseCurve } from '../../devices/vcm/response-curve.js';
import { UsageError } from '../../src/core/errors.js';
import { meanOf } from '../../src/core/maths/vectors.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { branch, QUIET, siemens, type SyntheticNoise } from '../devices/fitting-synthetic.js';
import { recovered, splitBranch } from '../devices/split-synthetic.js';

const PULSES = 200;

describe('the split of the noise', () => {
  // test/deep takes more devices, and more kinds of noise.
  it.each([
    { white: 0.048, pink: 0.0575, accumulating: 0.0057 },
    { white: 0.06, pink: 0, accumulating: 0.01 },
  ])('recovers white $white, pink $pink, accumulating $accumulating', (noise) => {
    const { errors, covered } = recovered(noise, 20);
    // At least three standard deviations of the estimates from 20 devices.
    expect(errors.white).toBeLessThan(0.04);
    expect(errors.pink).toBeLessThan(0.1);
    expect(errors.readLike).toBeLessThan(0.1);
    expect(errors.accumulating).toBeLessThan(0.01);
    // Of 95 % intervals at 20 devices, fewer than 16 would cover in 1 of 400 cases.
    for (const [part, devices] of Object.entries(covered)) expect(devices, part).toBeGreaterThanOrEqual(16);
  });

  it('has evidence for the parts that are there, and for no others', () => {
    const random = new RandomStream('test/evidence');
    const found = (noise: SyntheticNoise) =>
      Array.from({ length: 10 }, () => splitBranch(noise, random).split.evidence);
    const median = (all: number[]) => all.toSorted((a, b) => a - b)[5];
    for (const evidence of found({ ...QUIET, white: 0.05 })) {
      expect(evidence.white).toBeGreaterThan(100);
      expect(evidence.pink).toBeLessThan(6.6);
      expect(evidence.accumulating).toBeLessThan(6.6);
    }
    const slow = found({ white: 0.03, pink: 0, accumulating: 0.01 });
    expect(median(slow.map(({ accumulating }) => accumulating))).toBeGreaterThan(6.6);
    for (const { slow: both } of slow) expect(both).toBeGreaterThan(30);
  });

  it('gives an interval for a few cycles too, only wider', () => {
    const width = (cycles: number) => {
      const random = new RandomStream('test/few');
      const widths = Array.from({ length: 8 }, () => {
        const { low, high } = splitBranch({ ...QUIET, white: 0.05 }, random, cycles).split.white;
        return Math.sqrt(high) - Math.sqrt(low);
      });
      return meanOf(widths);
    };
    const ratio = width(2) / width(10);
    // One degree of freedom a mode instead of nine.
    expect(ratio).toBeGreaterThan(2.2);
    expect(ratio).toBeLessThan(4.5);
  });
});

describe('a branch and its signal', () => {
  const cycle = meanResponse({ a: -0.004, b: 0.05 }, PULSES);
  const level = { ...cycle, beta: 0, gamma: 0 };
  /** A device whose SET and RESET are curves with white noise. */
  function measured(set: ResponseCurve, reset: ResponseCurve, white: number): Characterisation {
    const random = new RandomStream('test/signal');
    const branches = (curve: ResponseCurve) =>
      Array.from({ length: 4 }, () => branch(curve, PULSES, { ...QUIET, white }, random));
    return characterisation(
      {
        device: 'D',
        set: branches(set).map(siemens),
        reset: branches(reset).map((rises) => siemens(rises.map((x) => 1 - x))),
      },
      'd.json',
    );
  }

  it('is fitted without a note if the signal is clear', () => {
    expect(fitDevices([measured(cycle, cycle, 0.1)]).notes).toEqual([]);
  });

  it('is fitted with a note if its ends differ by a few standard errors', () => {
    const { notes } = fitDevices([measured(cycle, cycle, 0.35)]);
    for (const [i, polarity] of ['SET', 'RESET'].entries())
      expect(notes[i]).toMatch(
        new RegExp(
          `^D: ${polarity}: its ends differ by only \\d\\.\\d standard errors, .* only to ±\\d\\d %$`,
        ),
      );
  });

  it('is refused if it is only noise about a constant', () => {
    expect(() => fitDevices([measured(level, level, 0.05)])).toThrow(UsageError);
    expect(() => fitDevices([measured(level, level, 0.05)])).toThrow(
      /^D: SET: the ends of the branch differ by [012]\.\d standard errors: expected at least 3, else the window is only noise$/,
    );
    expect(() => fitDevices([measured(cycle, level, 0.05)])).toThrow(
      /^D: RESET: the ends of the branch differ by/,
    );
  });

  it('is refused if one of its cycles goes against the direction of its pulses', () => {
    const clear = measured(cycle, cycle, 0.01);
    clear.reset[2].sort();
    expect(() => fitDevices([clear])).toThrow(
      /^D: RESET cycle 2: a constant fits better than any curve .* leave this cycle out$/,
    );
  });
});
