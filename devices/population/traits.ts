import type { Polarity } from '../vcm/response-curve.js';
import { branchPulses } from '../files/branch-pulses.js';
import type { DeviceFit } from '../files/device-form.js';

/** The parameters of a device that a population varies: G0, the window, and for each polarity the mean curve and the noise. */
export function traitsOf(fit: DeviceFit): number[] {
  const { lowestSiemens, highestSiemens } = fit;
  return [
    lowestSiemens,
    highestSiemens - lowestSiemens,
    ...traitsOfPolarity(fit, 'set'),
    ...traitsOfPolarity(fit, 'reset'),
  ];
}

/** Index of the first trait of curves and noise; the traits before it are G0 and the window. */
export const FIRST_OF_BEHAVIOUR = 2;

/** Curves are per share of all pulses, so that devices with different N can be compared. */
function traitsOfPolarity(fit: DeviceFit, polarity: Polarity): number[] {
  const { mean, noise } = fit;
  const pulses = branchPulses(fit, polarity);
  const { a, b } = mean[polarity];
  const { white, pink, accumulating } = noise;
  return [a * pulses, b * pulses, noise[polarity], white[polarity], pink[polarity], accumulating[polarity]];
}

/** A device with given traits; it has the pulses, conditions, cycles and free curve of a measured donor, and rescales their σ to its own. */
export function deviceOf(traits: readonly number[], donor: DeviceFit, device: string): DeviceFit {
  const [lowestSiemens, window, ...behaviour] = traits;
  const { pulses, resetPulses, conditions } = donor;
  const [set, reset] = [behaviour.slice(0, 6), behaviour.slice(6)];
  const both = (k: number) => ({ set: set[k], reset: reset[k] });
  const curve = ([a, b]: number[], polarity: Polarity) => {
    const length = branchPulses(donor, polarity);
    return { a: a / length, b: b / length };
  };
  return {
    device,
    pulses,
    ...(resetPulses !== undefined && { resetPulses }),
    lowestSiemens: lowestSiemens,
    highestSiemens: lowestSiemens + window,
    ...(conditions && { conditions }),
    mean: { set: curve(set, 'set'), reset: curve(reset, 'reset') },
    cycles: { set: scaledCycles(donor, 'set', set[2]), reset: scaledCycles(donor, 'reset', reset[2]) },
    noise: {
      ...both(2),
      white: both(3),
      pink: both(4),
      accumulating: both(5),
      ...scaledTelegraph(donor, both(2)),
    },
    ...(donor.curve && {
      curve: { set: scaledCurve(donor, 'set', set[2]), reset: scaledCurve(donor, 'reset', reset[2]) },
    }),
  };
}

function scaledCycles(donor: DeviceFit, polarity: Polarity, sigma: number) {
  const factor = noiseFactor(donor, polarity, sigma);
  return donor.cycles[polarity].map((cycle) => ({ ...cycle, sigma: cycle.sigma * factor }));
}

function scaledCurve(donor: DeviceFit, polarity: Polarity, sigma: number) {
  const curve = donor.curve![polarity];
  return { ...curve, sigma: curve.sigma * noiseFactor(donor, polarity, sigma) };
}

/** The donor's telegraph noise, if it has any, with its height rescaled like the cycles' σ. */
function scaledTelegraph(
  donor: DeviceFit,
  sigma: Record<Polarity, number>,
): Pick<DeviceFit['noise'], 'telegraph'> {
  const { telegraph } = donor.noise;
  if (!telegraph) return {};
  const scaled = (polarity: Polarity) => {
    const levels = telegraph[polarity];
    const height = levels ? levels.height * noiseFactor(donor, polarity, sigma[polarity]) : 0;
    return levels && height > 0 ? { ...levels, height } : undefined;
  };
  const [set, reset] = [scaled('set'), scaled('reset')];
  if (!set && !reset) return {};
  return { telegraph: { ...(set && { set }), ...(reset && { reset }) } };
}

function noiseFactor({ noise }: DeviceFit, polarity: Polarity, sigma: number): number {
  return noise[polarity] > 0 ? sigma / noise[polarity] : 1;
}
