import { RandomStream } from '../../src/core/random-stream.js';
import type { Polarity } from '../vcm/response-curve.js';
import type { DeviceFit, DeviceNoise } from '../files/device-form.js';
import { conductanceWindow, risesOf, type Characterisation } from './characterisation.js';
import { MINIMUM_UNITS } from './bootstrap-interval.js';
import { meanVariogram, type DetrendedVariogram } from './detrended-variogram.js';
import { BranchFitter, notesOnSignal, type BranchFit } from './fit-branch.js';
import type { NoisePart } from './noise-parts.js';
import { splitNoise, type NoiseDeviations, type NoiseSplit } from './split-noise.js';

/** Several fitted devices, and their pooled noise. */
export interface DeviceFits {
  devices: DeviceFit[];
  /** noise of all branches; `units` says what the intervals resample */
  pooled: NoiseSplit & { units: string };
  /** what a user of these fits must know, a sentence each */
  notes: string[];
}

type BranchFits = Record<Polarity, BranchFit>;

/**
 * Fits every device: the mean model, one curve per cycle, and the parts of the noise. Weights are (G − G0)/(G1 − G0).
 * @throws UsageError that names a branch without signal
 */
export function fitDevices(measured: readonly Characterisation[]): DeviceFits {
  const fitters = new Map<number, BranchFitter>();
  const notes: string[] = [];
  const fits = measured.map((device) => {
    const fitter = fitters.get(device.pulses) ?? new BranchFitter(device.pulses);
    fitters.set(device.pulses, fitter);
    const fit = (polarity: Polarity) => {
      const rises = risesOf(device, polarity);
      const branch = fitter.fit(device.device, polarity, rises);
      notes.push(...notesOnSignal(`${device.device}: ${polarity.toUpperCase()}`, rises, branch));
      return branch;
    };
    return { set: fit('set'), reset: fit('reset') };
  });
  const devices = measured.map((device, k) => deviceFit(device, fits[k]));
  const variograms = fits.map(({ set, reset }) => ({ set: set.variograms, reset: reset.variograms }));
  return { devices, pooled: pooledNoise(variograms), notes: [...notes, ...devices.flatMap(notesOnEdge)] };
}

/** The noise of all branches, every device with equal weight. Intervals resample the devices, or the cycles of few devices. */
export function pooledNoise(
  variograms: readonly Record<Polarity, readonly DetrendedVariogram[]>[],
): DeviceFits['pooled'] {
  const cycles = variograms.map(({ set, reset }) =>
    set.map((variogram, c) => meanVariogram([variogram, reset[c]])),
  );
  const byDevice = variograms.length >= MINIMUM_UNITS;
  const units = byDevice ? cycles.map(meanVariogram) : cycles.flat();
  const split = splitNoise(units, new RandomStream('fit/pooled'));
  return { ...split, units: `${units.length} ${byDevice ? 'devices' : 'cycles'}` };
}

function deviceFit(measured: Characterisation, { set, reset }: BranchFits): DeviceFit {
  const { set: _set, reset: _reset, resetCounted: _counted, ...named } = measured;
  const { lowest, highest } = conductanceWindow(measured.set);
  return {
    ...named,
    lowestSiemens: lowest,
    highestSiemens: highest,
    mean: { set: set.mean, reset: reset.mean },
    cycles: { set: set.cycles, reset: reset.cycles },
    noise: noiseOf(set, reset),
    goodness: { set: set.goodness, reset: reset.goodness },
  };
}

function notesOnEdge({ device, goodness }: DeviceFit): string[] {
  const atEdge = (['set', 'reset'] as const).filter((polarity) => !goodness?.[polarity].standardErrors);
  return atEdge.map(
    (polarity) =>
      `${device}: ${polarity.toUpperCase()} does not saturate as the mean model f(p; a, b) does: a and b lie at the edge of their range and mean little, but the curve explains ${(100 * goodness![polarity].rSquared).toFixed(1)} % of the variance`,
  );
}

function noiseOf(set: BranchFit, reset: BranchFit): DeviceNoise {
  const deviation = (part: NoisePart) => ({ set: set.noise[part], reset: reset.noise[part] });
  const intervals = intervalsOf(set.noise, reset.noise);
  return {
    set: set.sigma,
    reset: reset.sigma,
    white: deviation('white'),
    pink: deviation('pink'),
    accumulating: deviation('accumulating'),
    ...(intervals && { intervals }),
  };
}

function intervalsOf(
  { intervals: set }: NoiseSplit,
  { intervals: reset }: NoiseSplit,
): DeviceNoise['intervals'] {
  if (!set || !reset) return undefined;
  const both = (part: keyof NoiseDeviations) => ({ set: set[part], reset: reset[part] });
  return {
    white: both('white'),
    pink: both('pink'),
    readLike: both('readLike'),
    accumulating: both('accumulating'),
  };
}
