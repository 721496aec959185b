import type { MeasuredBranch } from './measured-branch.js';

/** One branch drawn by a family. */
export interface FittedCurve {
  /** by name; weights are shares of the window from the branch's lower end, so for RESET 1 − w */
  readonly parameters: Readonly<Record<string, number>>;
  /** x after 0 … N pulses */
  readonly rise: Float64Array;
  /** how the curve moves with each of its free parameters: [parameter][pulse] */
  readonly tangents: readonly Float64Array[];
}

/** A family of curves x(p) that a branch can follow, and its least-squares fit to the mean of the cycles. */
export interface CurveFamily {
  readonly name: string;
  /** what it is, as a phrase */
  readonly meaning: string;
  fit(branch: MeasuredBranch): FittedCurve;
}

/** Relative step of a difference, and the size below which a parameter counts as that size. */
const DIFFERENCE = 1e-6;
const SMALLEST = 1e-3;

/** A fitted curve from its law: tangents are differences in the parameters, which the law takes in the order of `values`. */
export function curveOf(
  law: (values: readonly number[]) => Float64Array,
  values: readonly number[],
  parameters: FittedCurve['parameters'],
): FittedCurve {
  const rise = law(values);
  const tangents = values.map((value, k) => {
    const step = DIFFERENCE * Math.max(Math.abs(value), SMALLEST);
    return law(values.with(k, value + step)).map((x, p) => (x - rise[p]) / step);
  });
  return { parameters, rise, tangents: tangents.filter((tangent) => tangent.every(Number.isFinite)) };
}
