import { branchPulses } from '../files/branch-pulses.js';
import type { Polarity } from './response-curve.js';
import type { DeviceFit } from '../files/device-form.js';
import type { NoiseStructure } from '../noise/noise.js';
import type { BankCurves } from './bank-curves.js';
import { cycleResponse, meanResponse } from './response-curve.js';
import { ResponseCurves } from './response-curves.js';

/** In the order of the curves of a model. */
export const polarities: readonly Polarity[] = ['set', 'reset'];

/**
 * What a population of fitted devices does, as columns, shared by every bank that is made of it.
 * Curves and their noise are numbered ((fit · cycles + cycle) · 2 + polarity), SET first.
 */
export interface VcmModel<Curves extends BankCurves = BankCurves> {
  readonly fits: readonly DeviceFit[];
  /** curves per polarity: 1 for the mean model */
  readonly cycles: number;
  readonly curves: Curves;
  /** noise left by an update, per curve, in units of the window */
  readonly update: Float64Array;
  /** noise left by a pulse, per curve, in units of the window */
  readonly pulse: Float64Array;
  /** read noise, per fit: the mean of both polarities, in units of the window */
  readonly white: Float64Array;
  readonly pink: Float64Array;
  /** whether an update, or a read, draws any noise at all */
  readonly writeNoisy: boolean;
  readonly readNoisy: boolean;
}

/** The mean model (vcm): one curve a polarity, whose pulse position ends at N. Paper, Methods; σ per device and polarity. */
export function meanModel(fits: readonly DeviceFit[], noise: NoiseStructure): VcmModel<ResponseCurves> {
  const curves = fits.flatMap((fit) =>
    polarities.map((polarity) => meanResponse(fit.mean[polarity], branchPulses(fit, polarity))),
  );
  const sigma = fits.flatMap((fit) => polarities.map((polarity) => fit.noise[polarity]));
  return vcmModel(fits, 1, new ResponseCurves(curves, lengths(fits, 1), true), sigma, noise);
}

/**
 * The cycle model (vcm-cycles): each measured cycle has its own curves, whose pulse position goes on beyond N,
 * and its own σ. Devices of unequal numbers of cycles use as many as the shortest has.
 */
export function cycleModel(fits: readonly DeviceFit[], noise: NoiseStructure): VcmModel<ResponseCurves> {
  const cycles = Math.min(...fits.map((fit) => fit.cycles.set.length));
  const each = fits.flatMap((fit) =>
    Array.from({ length: cycles }, (_, cycle) =>
      polarities.map((polarity) => ({ fit, polarity, curve: fit.cycles[polarity][cycle] })),
    ).flat(),
  );
  const curves = each.map(({ fit, polarity, curve }) =>
    cycleResponse(curve, polarity, branchPulses(fit, polarity)),
  );
  const sigma = each.map(({ curve }) => curve.sigma);
  return vcmModel(fits, cycles, new ResponseCurves(curves, lengths(fits, cycles), false), sigma, noise);
}

/** A model of given curves. @param sigma of each curve: what an update leaves as write noise, in units of the window */
export function vcmModel<Curves extends BankCurves>(
  fits: readonly DeviceFit[],
  cycles: number,
  curves: Curves,
  sigma: number[],
  noise: NoiseStructure,
): VcmModel<Curves> {
  const deviations = sigma.map((value, i) => {
    const fit = fits[Math.floor(i / (2 * cycles))];
    return noise(fit.noise, polarities[i % 2], value);
  });
  const ofFit = (part: 'white' | 'pink') =>
    Float64Array.from(fits, ({ noise: fitted }) => {
      const [set, reset] = polarities.map((polarity) => noise(fitted, polarity, fitted[polarity])[part]);
      return (set + reset) / 2;
    });
  const update = Float64Array.from(deviations, (each) => each.update);
  const pulse = Float64Array.from(deviations, (each) => each.pulse);
  const [white, pink] = [ofFit('white'), ofFit('pink')];
  const any = (...columns: Float64Array[]) =>
    columns.some((column) => column.some((deviation) => deviation > 0));
  return {
    fits,
    cycles,
    curves,
    update,
    pulse,
    white,
    pink,
    writeNoisy: any(update, pulse),
    readNoisy: any(white, pink),
  };
}

/** N of each curve. */
function lengths(fits: readonly DeviceFit[], cycles: number): number[] {
  return fits.flatMap((fit) =>
    Array.from({ length: 2 * cycles }, (_, curve) => branchPulses(fit, polarities[curve % 2])),
  );
}
