import type { Polarity } from '../vcm/response-curve.js';
import type { DeviceFit } from '../files/device-form.js';
import { diagnoseBranches, type BranchDiagnosis } from '../diagnosis/diagnose-branches.js';
import { pooledSplit, type PooledSplit } from '../noise-split/pooled-split.js';
import { conductanceWindow, risesOf, type Characterisation } from './characterisation.js';
import { fitBranch, notesOnSignal, type BranchFit } from './fit-branch.js';
import { deviceNoise } from './device-noise.js';

/** Several fitted devices, and their pooled noise. */
export interface DeviceFits {
  devices: DeviceFit[];
  /** noise of all branches, telegraph steps apart */
  pooled: PooledSplit;
  /** what a user of these fits must know, a sentence each */
  notes: string[];
}

type BranchFits = Record<Polarity, BranchFit>;
/** The noise of the branches of a device. */
type Branches = Partial<Record<Polarity, BranchDiagnosis>>;

/**
 * Fits every device: the mean model, one curve per cycle, and the parts of the noise. Weights are (G − G0)/(G1 − G0).
 * @param noise of the devices, where it is known already; @throws UsageError that names a branch without signal
 */
export function fitDevices(
  measured: readonly Characterisation[],
  noise: readonly Branches[] = measured.map(noiseOfDevice),
): DeviceFits {
  const notes: string[] = [];
  const fits = measured.map((device, k) => {
    const fit = (polarity: Polarity) => {
      const rises = risesOf(device, polarity);
      const branch = fitBranch(polarity, rises, risesOf(device, 'set'), noise[k][polarity]!);
      notes.push(...notesOnSignal(`${device.device}: ${polarity.toUpperCase()}`, rises, branch));
      return branch;
    };
    return { set: fit('set'), reset: fit('reset') };
  });
  const devices = measured.map((device, k) => deviceFit(device, fits[k]));
  const pooled = pooledSplit(fits.map(({ set, reset }) => [set.noise, reset.noise]));
  return {
    devices,
    pooled,
    notes: [...notes, ...devices.flatMap(notesOnEdge), ...devices.flatMap(notesOnTelegraph)],
  };
}

function noiseOfDevice(device: Characterisation): Branches {
  return diagnoseBranches({ set: risesOf(device, 'set'), reset: risesOf(device, 'reset') });
}

function deviceFit(measured: Characterisation, { set, reset }: BranchFits): DeviceFit {
  const { set: _set, reset: _reset, resetCounted: _counted, place: _place, dropped, ...named } = measured;
  const { lowest, highest } = conductanceWindow(measured.set);
  return {
    ...named,
    ...(dropped && { dropped: [...dropped] }),
    lowestSiemens: lowest,
    highestSiemens: highest,
    mean: { set: set.mean, reset: reset.mean },
    cycles: { set: set.cycles, reset: reset.cycles },
    noise: deviceNoise(set, reset),
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

function notesOnTelegraph({ device, noise: { telegraph = {} } }: DeviceFit): string[] {
  return (['set', 'reset'] as const).flatMap((polarity) => {
    const levels = telegraph[polarity];
    if (!levels) return [];
    const { height, lowDwell, highDwell } = levels;
    return [
      `${device}: telegraph noise in ${polarity.toUpperCase()}: steps of ${(100 * height).toFixed(1)} % of the window, mean dwell ${lowDwell.toFixed(1)} readings in the lower and ${highDwell.toFixed(1)} in the upper level`,
    ];
  });
}
