import { describe, expect, it } from 'vitest';
import { linear, moments, offBy, pulsesFor, upTo, withEffect } from './unreliable.js';

const SIZE = 20_000;

describe('telegraph traps', () => {
  const [amplitude, knee] = [0.2, 5];
  /** ΔG of a trap at 40 µS, in microsiemens. */
  const height = (amplitude * 40) / (1 + 40 / knee);
  const settings = { traps: 3, amplitude, knee, shortest: 1e-3, longest: 1e2, readSeconds: 0 };
  const L = Math.log(1e5);

  function traps() {
    const bank = withEffect('telegraph', settings, linear(SIZE));
    bank.pulse(pulsesFor(upTo(SIZE), 100));
    return { bank, look: () => [...offBy(bank)].map((siemens) => 1e6 * siemens) };
  }

  /** Mean over log-uniform τc and τe of π (1 − π) exp(−t (1/τc + 1/τe)), by the midpoint rule. */
  function covariance(seconds: number): number {
    const STEPS = 400;
    let sum = 0;
    for (let i = 0; i < STEPS; i++) {
      for (let j = 0; j < STEPS; j++) {
        const [c, e] = [i, j].map((k) => 1e-3 * Math.exp((L * (k + 0.5)) / STEPS));
        sum += ((c * e) / (c + e) ** 2) * Math.exp(-seconds * (1 / c + 1 / e));
      }
    }
    return sum / STEPS ** 2;
  }

  it('have mean 0 and the variance m ΔG² 2 ln cosh(L/2) / L², within 4 %', () => {
    const { mean, deviation } = moments(traps().look());
    const expected = (3 * height ** 2 * 2 * Math.log(Math.cosh(L / 2))) / L ** 2;
    expect(covariance(0) * 3 * height ** 2).toBeCloseTo(expected, 3);
    expect(Math.abs(mean)).toBeLessThan((4 * deviation) / Math.sqrt(SIZE));
    expect(Math.abs(deviation ** 2 / expected - 1)).toBeLessThan(0.04);
  });

  it.each([1e-3, 0.1, 3])(
    'forget in %d s as a sum of exponentials, within 4 percent of the variance',
    (seconds) => {
      const { bank, look } = traps();
      const before = look();
      bank.rest!(seconds / 2, 300);
      bank.rest!(seconds / 2, 300);
      const after = look();
      const found = before.reduce((sum, x, d) => sum + x * after[d], 0) / SIZE;
      expect(Math.abs(found / (3 * height ** 2) - covariance(seconds))).toBeLessThan(0.04 * covariance(0));
    },
  );

  it('are larger in relation to G where G is low, as 1/G far above the knee', () => {
    const { bank } = traps();
    const spread = (pulses: number) => {
      bank.pulse(pulsesFor(upTo(SIZE), pulses));
      const g = 1e6 * bank.conductance[0];
      return moments([...offBy(bank)].map((siemens) => (1e6 * siemens) / g)).deviation;
    };
    const [low, high] = [spread(-200), spread(400)];
    expect(low / high).toBeCloseTo((1 + 50 / knee) / (1 + 30 / knee), 12);
  });

  it('go on with each reading where readings take time', () => {
    const bank = withEffect('telegraph', { ...settings, readSeconds: 1e4 }, linear(200));
    expect([...offBy(bank)]).not.toEqual([...offBy(bank)]);
    const still = traps();
    expect(still.look()).toEqual(still.look());
  });
});

describe('the temperature of reads', () => {
  const k = 8.617333e-5;
  const expected = (weight: number, kelvin: number) =>
    (1 - weight) * Math.exp((-0.05 / k) * (1 / kelvin - 1 / 298.15)) +
    weight / (1 + 1e-3 * (kelvin - 298.15));

  it('is activated at the low end, metallic at the high end, and mixed between', () => {
    const bank = withEffect('temperature', {}, linear(3));
    bank.pulse(pulsesFor([1], 100));
    bank.pulse(pulsesFor([2], 200));
    expect([...offBy(bank)]).toEqual([0, 0, 0]);
    bank.rest!(1, 358.15);
    offBy(bank).forEach((siemens, d) => {
      const factor = 1 + siemens / bank.conductance[d];
      expect(factor).toBeCloseTo(expected(d / 2, 358.15), 10);
    });
    bank.rest!(1, 298.15);
    expect([...offBy(bank)]).toEqual([0, 0, 0]);
  });

  it('begins with the temperature of the array', () => {
    const bank = withEffect('temperature', {}, linear(1), { kelvin: 273.15 });
    expect(1 + offBy(bank)[0] / bank.conductance[0]).toBeCloseTo(expected(0, 273.15), 10);
  });
});

it('a temperature at which no resistance would be left is refused', () => {
  const cold = () => withEffect('temperature', { perKelvin: 0.01 }, linear(1), { kelvin: 77 });
  expect(cold).toThrow(
    /^temperature: got perKelvin 0.01 at 77 K, 221.1\d* K below referenceKelvin, .* expected less than 0.00452 per kelvin$/,
  );
});
