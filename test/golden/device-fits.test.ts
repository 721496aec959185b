import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readDeviceFile } from '../../devices/files/device-file.js';
import type { DeviceFit } from '../../devices/files/device-form.js';
import { fitFamilies } from '../../devices/families/fit-families.js';
import { risesOf } from '../../devices/fitting/characterisation.js';
import { CycleGrid } from '../../devices/fitting/cycle-grid.js';
import { fitDevices, type DeviceFits } from '../../devices/fitting/fit-devices.js';
import { readCharacterisations } from '../../devices/measurements/read-characterisations.js';
import { branchNoise } from '../../devices/noise-split/branch-noise.js';
import { riseAt } from '../../devices/vcm/response-curve.js';
import { sharedData } from '../shared.js';

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const shared = sharedData('data/almond8/', 'oracle/device_fits_5.json');
const [DATA, PUBLISHED] = shared.paths;
const { absent } = shared;

interface Published {
  tmaze_id: string;
  G0_S: number;
  G1_S: number;
  alpha_set: number;
  beta_set: number;
  alpha_reset: number;
  beta_reset: number;
  std_noise_set: number;
  std_noise_reset: number;
  std_noise_set_cycle: number[];
  std_noise_reset_cycle: number[];
}

/** RESET cycles (from 0) whose published fit stopped above the optimum; ours may only be lower there, by up to 2 %. */
const STOPPED_EARLY: Record<string, number[]> = {
  A7_0: [7],
  A4_1: [5, 7, 8],
  C3: [4, 5, 8],
  C0: [0, 4, 6, 7],
  A1_0: [5],
};

const measured = absent
  ? []
  : readdirSync(DATA).flatMap((file) => readCharacterisations(DATA + file).devices);
const published = absent
  ? []
  : (JSON.parse(readFileSync(PUBLISHED, 'utf8')) as { devices: Published[] }).devices;
const fits: DeviceFits | undefined = absent ? undefined : fitDevices(measured);

function fitOf(role: string): DeviceFit {
  return fits!.devices.find((fit) => fit.role === role)!;
}

function relative(ours: number, theirs: number): number {
  return Math.abs(ours / theirs - 1);
}

shared.describe('the fits of five devices against their published parameters', () => {
  it.each(published)('$tmaze_id: window, mean model and noise', (theirs) => {
    const ours = fitOf(theirs.tmaze_id);
    expect(relative(ours.lowestSiemens, theirs.G0_S)).toBeLessThan(1e-12);
    expect(relative(ours.highestSiemens, theirs.G1_S)).toBeLessThan(1e-12);
    for (const [curve, a, b] of [
      [ours.mean.set, theirs.alpha_set, theirs.beta_set],
      [ours.mean.reset, theirs.alpha_reset, theirs.beta_reset],
    ] as const) {
      expect(relative(curve.a, a)).toBeLessThan(1e-5);
      expect(relative(curve.b, b)).toBeLessThan(1e-5);
    }
  });

  it('differ in the RESET cycles that docs/checked.md lists', () => {
    const page = readFileSync(root('docs/checked.md'), 'utf8').replaceAll(/\s+/g, ' ');
    const cycles = Object.values(STOPPED_EARLY).flat();
    const list = Object.entries(STOPPED_EARLY).map(([role, of]) => `${role} [${of.join(', ')}]`);
    expect(page).toContain(
      `In ${cycles.length} of their 50 RESET cycles (counted from 0: ${list.join(', ')})`,
    );
  });

  it.each(published)('$tmaze_id: σ of every cycle', (theirs) => {
    const ours = fitOf(theirs.tmaze_id);
    for (const [cycle, sigma] of theirs.std_noise_set_cycle.entries()) {
      expect(relative(ours.cycles.set[cycle].sigma, sigma)).toBeLessThan(1e-8);
    }
    expect(relative(ours.noise.set, theirs.std_noise_set)).toBeLessThan(1e-8);
    for (const [cycle, sigma] of theirs.std_noise_reset_cycle.entries()) {
      const gain = 1 - ours.cycles.reset[cycle].sigma / sigma;
      if (STOPPED_EARLY[theirs.tmaze_id].includes(cycle)) {
        expect(gain).toBeGreaterThan(1e-6);
        expect(gain).toBeLessThan(0.02);
      } else expect(Math.abs(gain)).toBeLessThan(1e-6);
    }
    // C0 has four of the cycles above, and so the one σ that differs by more than a thousandth.
    const lower = 1 - ours.noise.reset / theirs.std_noise_reset;
    if (theirs.tmaze_id === 'C0') expect(lower).toBeCloseTo(2.6e-3, 4);
    else expect(Math.abs(lower)).toBeLessThan(1e-3);
  });
});

shared.describe('the fits that ship', () => {
  it('are what the measurement gives, to the ninth digit', () => {
    const shipped = readDeviceFile(root('devices/fits/almond8.json'));
    const { devices } = fitFamilies(measured, fits!.devices);
    const ordered = devices.toSorted((a, b) => a.waterMazeIndex! - b.waterMazeIndex!);
    expect(shipped.devices.length).toBe(27);
    expectNear(shipped.devices, ordered, 'devices');
  });

  function expectNear(theirs: unknown, ours: unknown, where: string): void {
    if (typeof theirs === 'number') {
      expect(Math.abs(theirs - (ours as number)), where).toBeLessThanOrEqual(1e-9 * Math.abs(theirs) + 1e-15);
    } else if (typeof theirs === 'object' && theirs !== null) {
      expect(Object.keys(ours as object).sort(), where).toEqual(Object.keys(theirs).sort());
      for (const [key, value] of Object.entries(theirs))
        expectNear(value, (ours as Record<string, unknown>)[key], `${where}.${key}`);
    } else expect(ours, where).toEqual(theirs);
  }
});

shared.describe('the families of 27 devices', () => {
  const families = fitFamilies(measured, fits?.devices ?? []).families.flatMap(({ set, reset }) => [
    set,
    reset,
  ]);

  it('are lin-exp or cycle curves in 53 of 54 branches, and others are hardly better anywhere', () => {
    const published = families.filter(({ best }) => ['lin-exp', 'cycle curve'].includes(best.family));
    expect(published.length).toBe(53);
    const gains = families.map(({ fits, best }) => 1 - best.crossValidated! / fits[0].crossValidated!);
    expect(Math.max(...gains)).toBeLessThan(0.1);
  });

  it('leave at most a twentieth of the window', () => {
    for (const { fits } of families) expect(fits[0].misfit).toBeLessThan(0.05);
  });
});

shared.describe('the noise of 27 devices against the published facts', () => {
  it('has σ from 2.9 to 10 % of the window, 6.7 % on average', () => {
    const sigmas = fits!.devices.flatMap(({ noise }) => [noise.set, noise.reset]);
    expect(Math.min(...sigmas)).toBeCloseTo(0.0294, 3);
    expect(Math.max(...sigmas)).toBeCloseTo(0.0997, 3);
    expect(sigmas.reduce((sum, sigma) => sum + sigma, 0) / 54).toBeCloseTo(0.0671, 3);
  });

  it('is correlated by 0.39 from one read to the next, about the cycles’ fits', () => {
    const grid = CycleGrid.of(200);
    const correlations = measured.flatMap((device) =>
      (['set', 'reset'] as const).flatMap((polarity) =>
        risesOf(device, polarity).map((x) => lagOne(x, grid)),
      ),
    );
    expect(correlations.reduce((sum, value) => sum + value, 0) / 540).toBeCloseTo(0.39, 2);
  });

  function lagOne(x: Float64Array, grid: CycleGrid): number {
    const curve = grid.fit(x);
    const residual = x.map((value, p) => value - riseAt(curve, p));
    const [product, square] = [1, 0].map((lag) =>
      residual.reduce((sum, r, p) => sum + r * (residual[p + lag] ?? 0), 0),
    );
    return product / square;
  }

  it('hardly accumulates: at most 0.6 % of the window per pulse', () => {
    const { accumulating, readLike } = fits!.pooled;
    expect(accumulating.low).toBe(0);
    expect(Math.sqrt(accumulating.high)).toBeLessThan(0.006);
    expect(Math.sqrt(readLike.low)).toBeGreaterThan(0.06);
    expect(Math.sqrt(readLike.high)).toBeLessThan(0.09);
  });

  it('has no telegraph steps in any branch', () => {
    expect(fits!.devices.filter(({ noise }) => noise.telegraph)).toEqual([]);
    expect(fits!.notes.filter((note) => note.includes('telegraph'))).toEqual([]);
  });

  it('is told by white, 1/f-like and accumulating parts to 7 % in every octave of its spectrum', () => {
    const { white, pink, accumulating } = fits!.pooled;
    const branches = measured.flatMap((device) =>
      (['set', 'reset'] as const).map((polarity) => branchNoise(risesOf(device, polarity)).spectrum),
    );
    for (const first of [8, 16, 32, 64, 128]) {
      let [seen, told] = [0, 0];
      for (const { modes, power, freedom, expected } of branches)
        for (const [k, mode] of modes.entries()) {
          if (mode < first || mode >= 2 * first) continue;
          const parts =
            white.value * expected.white[k] +
            pink.value * expected.pink[k] +
            accumulating.value * expected.accumulating[k];
          seen += (freedom[k] * power[k]) / parts;
          told += freedom[k];
        }
      expect(Math.abs(seen / told - 1), `${first}`).toBeLessThan(0.07);
    }
  });
});
