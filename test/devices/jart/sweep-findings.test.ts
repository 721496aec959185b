import { expect, it } from 'vitest';
import { jart } from '../../../devices/jart/jart-kind.js';
import { jartV1b } from '../../../devices/jart/jart-parameters.js';
import { sweepFindings, switchingTimes } from '../../../devices/jart/sweep-findings.js';
import { voltageSweep } from '../../../devices/jart/voltage-sweep.js';
import { completeSettings } from '../../../src/core/setting.js';

/** Of an independent program: rate in V/s, and the middles of the 10 mV steps in which N passes 0.4. */
const published = [
  [0.1, -0.535, 0.845],
  [1, -0.595, 0.925],
  [10, -0.645, 1.015],
  [100, -0.705, 1.125],
  [1e3, -0.775, 1.235],
  [1e4, -0.835, 1.375],
];

it.each(published)('at %d V/s sets at %d V and resets at %d V', (rate, setVolts, resetVolts) => {
  const found = sweepFindings(voltageSweep({ rate }));
  expect(Math.abs(found.setVolts! - setVolts)).toBeLessThan(0.0101);
  expect(Math.abs(found.resetVolts! - resetVolts)).toBeLessThan(0.0101);
});

it('tells the ratio, the slope of SET, and temperatures that no oxide bears', () => {
  const found = sweepFindings(voltageSweep({ rate: 1 }));
  expect(found.ratio).toBeCloseTo(1.2583e-4 / 1.9093e-6, 1);
  expect(found.voltsPerDecade).toBeCloseTo(0.057, 3);
  expect(found.hottestKelvin).toBeCloseTo(2927, 0);
  expect(found.hottestVolts).toBeCloseTo(-1.5, 9);
  expect(found.unphysicalFrom).toBeCloseTo(-1, 1);
});

it('sees a temperature that lasts only while the cell switches', () => {
  const plan = { rate: 1e4, setPeak: -0.9 };
  const sweep = voltageSweep(plan);
  expect(sweepFindings(sweep).hottestKelvin).toBeGreaterThan(Math.max(...sweep.kelvin) + 200);
});

it('finds no switching where there is none', () => {
  const found = sweepFindings(voltageSweep({ rate: 1, setPeak: -0.2, resetPeak: 0.2 }));
  expect(found).not.toHaveProperty('setVolts');
  expect(found).not.toHaveProperty('resetVolts');
  expect(found).not.toHaveProperty('unphysicalFrom');
  expect(found.ratio).toBeCloseTo(1, 3);
});

it('tabulates switching times, shorter at higher voltages', () => {
  const times = switchingTimes(jartV1b);
  expect(times.find(({ volts }) => volts === -0.5)!.seconds).toBeCloseTo(0.968, 3);
  for (const polarity of ['set', 'reset']) {
    const seconds = times.filter((time) => time.polarity === polarity).map((time) => time.seconds);
    expect(seconds).toEqual(seconds.toSorted((a, b) => b - a));
  }
});

it('warns of pulses that overheat the filament, and of no others', () => {
  expect(jart.warning!(completeSettings(jart.settings))).toBeUndefined();
  expect(jart.warning!(completeSettings(jart.settings, { setVolts: 1 }))).toMatch(
    /heat the filament to \d{4} K/,
  );
});
