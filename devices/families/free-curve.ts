import { solveLinear } from '../../src/core/maths/solve-linear.js';
import type { CurveFamily, FittedCurve } from './curve-family.js';
import { chooseKnots } from './hinge-path.js';
import type { MeasuredBranch } from './measured-branch.js';

/** Straight lines between knots, never falling. */
export interface FreeCurve extends FittedCurve {
  /** pulses of the knots, from 0 to N */
  readonly pulses: readonly number[];
  /** x at the knots */
  readonly values: readonly number[];
}

/** Straight lines that follow the mean of a branch: as many knots as cross-validation allows, and no line falls. */
export const freeCurve: CurveFamily = {
  name: 'free curve',
  meaning: 'straight lines between knots, never falling; as many knots as cross-validation allows',
  fit: freeCurveOf,
};

const known = new WeakMap<MeasuredBranch, FreeCurve>();

/** The free curve of a branch; fitted once. */
export function freeCurveOf(branch: MeasuredBranch): FreeCurve {
  const fitted = known.get(branch) ?? fitFreeCurve(branch);
  known.set(branch, fitted);
  return fitted;
}

function fitFreeCurve(branch: MeasuredBranch): FreeCurve {
  const pulses = chooseKnots(branch);
  const hats = pulses.map((_, k) => hat(pulses, k));
  const values = risingValues(hats, branch.mean);
  const rise = branch.mean.map((_, p) => values.reduce((sum, value, k) => sum + value * hats[k][p], 0));
  return {
    pulses,
    values,
    rise,
    parameters: { knots: pulses.length },
    tangents: [...hats, ...bends(pulses, values, hats)],
  };
}

/** 1 at a knot, falling linearly to 0 at its neighbours. */
function hat(pulses: readonly number[], k: number): Float64Array {
  const [before, at, after] = [pulses[k - 1], pulses[k], pulses[k + 1]];
  return Float64Array.from({ length: pulses.at(-1)! + 1 }, (_, p) => {
    if (p === at) return 1;
    if (p < at) return before === undefined ? 0 : Math.max(0, (p - before) / (at - before));
    return after === undefined ? 0 : Math.max(0, (after - p) / (after - at));
  });
}

/** Least-squares values at the knots; those that would fall are made one value, until none falls. */
function risingValues(hats: readonly Float64Array[], mean: Float64Array): number[] {
  const groups = hats.map((_, k) => [k]);
  for (;;) {
    const columns = groups.map((group) => mean.map((_, p) => group.reduce((sum, k) => sum + hats[k][p], 0)));
    const product = (one: Float64Array, other: Float64Array) =>
      one.reduce((sum, value, p) => sum + value * other[p], 0);
    const values = solveLinear(
      columns.map((column) => columns.map((other) => product(column, other))),
      columns.map((column) => product(column, mean)),
    );
    const falls = steepestFall(values);
    if (falls < 0) return groups.flatMap((group, g) => group.map(() => values[g]));
    groups.splice(falls, 2, [...groups[falls], ...groups[falls + 1]]);
  }
}

/** The value after which the curve falls most, or −1 if it never falls. */
function steepestFall(values: readonly number[]): number {
  let [most, at] = [0, -1];
  for (let k = 0; k + 1 < values.length; k++)
    if (values[k] - values[k + 1] > most) [most, at] = [values[k] - values[k + 1], k];
  return at;
}

/** How the curve moves if an inner knot moves along the pulses and keeps its value. */
function bends(
  pulses: readonly number[],
  values: readonly number[],
  hats: readonly Float64Array[],
): Float64Array[] {
  const slope = (k: number) => (values[k + 1] - values[k]) / (pulses[k + 1] - pulses[k]);
  return pulses.slice(1, -1).map((at, inner) => {
    const [left, right] = [slope(inner), slope(inner + 1)];
    return hats[inner + 1].map((height, p) => -height * (p <= at ? left : right));
  });
}

/** The mean step of a curve on its way through a weight, over a tenth of the window. */
export function slopeAt(rise: Float64Array, weight: number): number {
  const within = (w: number) => Math.min(Math.max(w, rise[0]), rise.at(-1)!);
  const [low, high] = [within(weight - 0.05), within(weight + 0.05)];
  const first = Math.max(
    0,
    rise.findLastIndex((x) => x <= low),
  );
  const last = Math.max(
    first + 1,
    rise.findIndex((x) => x >= high),
  );
  return Math.max((rise[Math.min(last, rise.length - 1)] - rise[first]) / (last - first), 1e-6);
}
