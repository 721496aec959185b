import { describe, expect, it } from 'vitest';
import { G0, G1, linear, moments, pulsesFor, upTo, weights, withEffect } from './unreliable.js';

const SIZE = 20_000;
const every = upTo(SIZE);

describe('relaxation', () => {
  // The window of the source, so that microsiemens are those of the source; from its middle no device reaches an end.
  const relaxed = (seconds: readonly number[], window = 20) => {
    const bank = withEffect('relaxation', { window }, linear(SIZE));
    bank.pulse(pulsesFor(every, 100));
    const written = bank.conductance.slice();
    seconds.forEach((time) => bank.rest!(time, 300));
    return moments(Array.from(bank.conductance, (g, d) => 1e6 * (g - written[d])));
  };

  it.each([
    ['1 s', 1, 0, 0.41183],
    ['1 h', 3600, -0.7288, 0.7558],
    ['1 day', 86_400, -1.0116, 0.8893],
  ])(
    'after %s has the mean and the spread of the CMO devices, within four standard errors',
    (_, time, mean, sigma) => {
      const seen = relaxed([time]);
      expect(Math.abs(seen.mean - mean)).toBeLessThan((4 * sigma) / Math.sqrt(SIZE));
      expect(Math.abs(seen.deviation - sigma)).toBeLessThan((4 * sigma) / Math.sqrt(2 * SIZE));
    },
  );

  it('knows no difference between one rest and several, and shrinks with the window', () => {
    const [once, often, small] = [relaxed([3600]), relaxed([1, 10, 3589]), relaxed([3600], 80)];
    expect(often.mean).toBeCloseTo(once.mean, 9);
    expect(often.deviation).toBeCloseTo(once.deviation, 9);
    expect(small.deviation).toBeCloseTo(once.deviation / 4, 9);
  });

  it('begins anew with each write, and leaves devices that were never written', () => {
    const bank = withEffect('relaxation', {}, linear(3));
    bank.pulse(pulsesFor([0, 1], 100));
    bank.rest!(1e6, 300);
    bank.pulse(pulsesFor([1], 5));
    bank.pulse(pulsesFor([0], 0));
    const [first, second] = bank.conductance;
    bank.rest!(0.5, 300);
    expect(bank.conductance[1]).toBe(second);
    expect(bank.conductance[0]).not.toBe(first);
    expect(bank.conductance[2]).toBe(G0);
  });
});

describe('retention as an effect', () => {
  it('is 6.7 thousand times as long at 25 °C as at 85 °C, within 2 %', () => {
    const left = [298, 358].map((kelvin) => {
      const bank = withEffect('retention', { seconds: 1e6 }, linear(1));
      bank.pulse(pulsesFor([0], 200));
      bank.rest!(1e3, kelvin);
      return -Math.log(weights(bank)[0]);
    });
    expect(Math.abs(left[1] / left[0] / 6.7e3 - 1)).toBeLessThan(0.02);
  });
});

describe('endurance', () => {
  it('closes the window as (n/n₀)^−p beyond n₀ pulses', () => {
    const bank = withEffect('endurance', { pulses: 1000, power: 0.2 }, linear(2));
    for (let n = 250; n <= 4000; n += 250) {
      bank.pulse(pulsesFor([0], 250));
      const limit = n <= 1000 ? G1 : G1 * (n / 1000) ** -0.2;
      expect(bank.conductance[0] / limit).toBeCloseTo(1, 12);
    }
    bank.pulse(pulsesFor([1], 200));
    expect(bank.conductance[1]).toBe(G1);
    bank.pulse(pulsesFor([0], 1e9));
    expect(bank.conductance[0]).toBe(G0);
  });

  it('keeps a worn device below its limit while others move it', () => {
    const bank = withEffect('endurance', { pulses: 100, power: 1 }, linear(1));
    bank.pulse(pulsesFor([0], 125));
    bank.conductance[0] = G1;
    bank.adopt!(pulsesFor([0], 0));
    expect(bank.conductance[0]).toBeCloseTo(G1 / 1.25, 15);
  });

  it('kills devices after a log-normal number of pulses, at both ends, for good', () => {
    const bank = withEffect(
      'endurance',
      { deathPulses: 1e4, deathDecades: 0.5, deadHigh: 0.25 },
      linear(SIZE),
    );
    const batch = pulsesFor(every, 1);
    const dead = (total: number, step: number) => {
      batch.pulses.fill(step);
      bank.pulse(batch);
      batch.pulses.fill(total);
    };
    // 10⁴·10^0.5 pulses: Φ(1) = 0.8413 of the devices are dead.
    dead(0, Math.round(1e4 * 10 ** 0.5) - 20);
    batch.pulses.fill(-10);
    bank.pulse(batch);
    batch.pulses.fill(-10);
    bank.pulse(batch);
    const high = bank.conductance.filter((g) => g === G1).length / SIZE;
    const low = bank.conductance.filter((g) => g === G0).length / SIZE;
    const error = (share: number) => 4 * Math.sqrt((share * (1 - share)) / SIZE);
    expect(Math.abs(high - 0.25 * 0.8413)).toBeLessThan(error(0.21));
    expect(Math.abs(low - 0.75 * 0.8413)).toBeLessThan(error(0.63));
    const before = bank.conductance.slice();
    batch.pulses.fill(40);
    bank.pulse(batch);
    before.forEach(
      (g, d) => (g === G0 || g === G1) && bank.conductance[d] !== g && expect.fail(`device ${d}`),
    );
  });
});

describe('stuck devices', () => {
  it('are as many at each end as their shares say, and stay there', () => {
    const bank = withEffect('stuck', {}, linear(SIZE));
    bank.pulse(pulsesFor(every, 100));
    const share = (end: number) => bank.conductance.filter((g) => g === end).length / SIZE;
    for (const [end, expected] of [[G0, 0.0175], [G1, 0.0904]]) {
      expect(Math.abs(share(end) - expected)).toBeLessThan(4 * Math.sqrt(expected / SIZE));
    } // prettier-ignore
    const stuck = Array.from(bank.conductance, (g) => g === G0 || g === G1);
    const before = bank.conductance.slice();
    bank.conductance.fill(40e-6);
    bank.adopt!(pulsesFor([0], 0));
    stuck.forEach((is, d) => is && bank.conductance[d] !== before[d] && expect.fail(`device ${d}`));
  });

  it('refuses more than all devices', () => {
    expect(() => withEffect('stuck', { sa0: 0.7, sa1: 0.4 }, linear(1))).toThrow(
      'stuck: got sa0 0.7 and sa1 0.4',
    );
  });
});
