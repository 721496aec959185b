import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareFamilies } from '../../devices/families/compare-families.js';
import { fitFamilies } from '../../devices/families/fit-families.js';
import { fitDevices } from '../../devices/fitting/fit-devices.js';
import { parseDeviceFile } from '../../devices/files/device-file.js';
import { sharedData } from '../shared.js';
import { branchOf, measuredDevice, named } from './family-synthetic.js';

const N = 100;
const SEEDS = 20;

describe('the free curve', () => {
  it.each([
    ['a sigmoid', (p: number) => 1 / (1 + Math.exp(-(p - 50) / 12))],
    ['a convex branch', (p: number) => (p / N) ** 1.6],
    ['an abrupt SET', (p: number) => (p === 0 ? 0 : 0.95 + 0.0005 * p)],
    ['a jump inside the branch', (p: number) => (p < 57 ? 0.1 : 0.9)],
  ])('draws %s as well as noise allows, and never falls', (name, rise) => {
    const { fits } = compareFamilies(branchOf(rise, N, 10, 0.005, name));
    const free = named(fits, 'free curve');
    expect(free.misfit).toBeLessThan(0.002);
    expect(Math.max(...free.rise.map((x, p) => Math.abs(x - rise(p))))).toBeLessThan(0.02);
    expect(free.rise.every((x, p) => p === 0 || x >= free.rise[p - 1] - 1e-12)).toBe(true);
  });

  it('does not follow noise: a straight line has few knots', () => {
    for (let seed = 0; seed < SEEDS; seed++) {
      const { fits } = compareFamilies(branchOf((p) => p / N, N, 10, 0.03, `line/${seed}`));
      expect(named(fits, 'free curve').parameters['knots']).toBeLessThanOrEqual(4);
    }
  });
});

describe('a device with other numbers of RESET pulses than of SET pulses', () => {
  const rises = (pulses: number) =>
    branchOf((p) => 1 - Math.exp((-4 * p) / pulses), pulses, 4, 0.01, `unequal/${pulses}`).rises;
  const device = {
    device: 'unequal',
    pulses: 60,
    resetPulses: 40,
    set: rises(60).map((rise) => rise.map((x) => 3e-5 + 2e-5 * x)),
    reset: rises(40).map((rise) => rise.map((x) => 5e-5 - 2e-5 * x)),
    resetCounted: 'by pulses applied' as const,
  };
  const fitted = fitFamilies([device], fitDevices([device]).devices).devices;
  const source = { format: 'memloop-devices', version: 1, source: 'test' };
  const [fit] = parseDeviceFile({ ...source, devices: fitted }, 'test').devices;

  it('has the curves of each polarity over its own pulses', () => {
    expect([fit.pulses, fit.resetPulses]).toEqual([60, 40]);
    expect([fit.curve!.set.pulses.at(-1), fit.curve!.reset.pulses.at(-1)]).toEqual([60, 40]);
    // Both branches saturate within a quarter of their own pulses.
    expect(fit.mean.set.b).toBeCloseTo(4 / 60, 2);
    expect(fit.mean.reset.b).toBeCloseTo(4 / 40, 2);
    expect(fit.noise.reset).toBeLessThan(0.015);
  });
});

const cases = sharedData(
  ...['sigmoid-white0.5', 'convex-white0.5', 'abrupt-set'].map(
    (name) => `cases/characterisations/${name}.csv`,
  ),
);

cases.describe('devices that lin-exp cannot draw', () => {
  const [sigmoid, convex, abrupt] = cases.paths;
  const families = (path: string) => {
    const device = measuredDevice(readFileSync(path, 'utf8'));
    return fitFamilies([device], fitDevices([device]).devices);
  };

  it.each([
    ['sigmoid', sigmoid, 0.12],
    ['convex', convex, 0.1],
  ])('%s: piecewise steps, to a thousandth of the window', (_, path, left) => {
    const [{ set, reset }] = families(path).families;
    for (const { fits, best } of [set, reset]) {
      expect(best.family).toBe('piecewise steps');
      expect(best.misfit).toBeLessThan(0.002);
      expect(named(fits, 'free curve').misfit).toBeLessThan(0.001);
      expect(named(fits, 'lin-exp').misfit).toBeGreaterThan(left);
      expect(named(fits, 'cycle curve').misfit).toBeGreaterThan(0.04);
    }
  });

  it('an abrupt SET: its cycles’ curves miss it, its mean curve and its free curve do not', () => {
    const { devices, families: compared } = families(abrupt);
    const { fits } = compared[0].set;
    expect(named(fits, 'cycle curve').misfit).toBeGreaterThan(0.08);
    expect(named(fits, 'lin-exp').misfit).toBeLessThan(0.01);
    expect(devices[0].curve!.set.pulses.slice(0, 2)).toEqual([0, 1]);
    expect(devices[0].curve!.set.weights[1]).toBeCloseTo(1, 1);
  });
});
