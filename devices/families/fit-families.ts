import type { DeviceFit } from '../files/device-form.js';
import type { Knots } from '../files/free-curve-form.js';
import { risesOf, type Characterisation } from '../fitting/characterisation.js';
import type { Polarity } from '../vcm/response-curve.js';
import { compareFamilies, type FamilyComparison } from './compare-families.js';
import { freeCurveOf } from './free-curve.js';
import { measuredBranch, type MeasuredBranch } from './measured-branch.js';

/** The families of curves of one device, compared on both of its branches. */
export type DeviceFamilies = Record<Polarity, FamilyComparison>;

/** Fitted devices with their free curves and best families, and the comparisons behind them. */
export interface FittedFamilies {
  readonly devices: DeviceFit[];
  /** in the order of the devices */
  readonly families: DeviceFamilies[];
}

/** Fits all families of curves to measured devices. @param fits of the same devices, in the same order */
export function fitFamilies(
  measured: readonly Characterisation[],
  fits: readonly DeviceFit[],
): FittedFamilies {
  const fitted = measured.map((device, k) => familiesOf(device, fits[k]));
  return { devices: fitted.map(({ device }) => device), families: fitted.map(({ families }) => families) };
}

function familiesOf(
  measured: Characterisation,
  fit: DeviceFit,
): { device: DeviceFit; families: DeviceFamilies } {
  const branch = (polarity: Polarity) => measuredBranch(risesOf(measured, polarity), fit.mean[polarity]);
  const [up, down] = [branch('set'), branch('reset')];
  const families = { set: compareFamilies(up), reset: compareFamilies(down) };
  const best = ({ best: { family, misfit } }: FamilyComparison) => ({ name: family, misfit });
  const device = {
    ...fit,
    curve: { set: knotsOf(up, 'set'), reset: knotsOf(down, 'reset') },
    family: { set: best(families.set), reset: best(families.reset) },
  };
  return { device, families };
}

function knotsOf(branch: MeasuredBranch, polarity: Polarity): Knots {
  const { pulses, values, rise } = freeCurveOf(branch);
  const squares = branch.rises.reduce(
    (sum, cycle) => cycle.reduce((total, x, p) => total + (x - rise[p]) ** 2, sum),
    0,
  );
  return {
    pulses: [...pulses],
    weights: values.map((x) => (polarity === 'set' ? x : 1 - x)),
    sigma: Math.sqrt(squares / (branch.rises.length * rise.length)),
  };
}
