import { Matrix, QrDecomposition } from 'ml-matrix';
import { dot, meanOf, meanVector } from '../../src/core/maths/vectors.js';
import type { StandardErrors } from '../files/device-form.js';
import type { MeanCurve, Polarity } from '../vcm/response-curve.js';
import { meanGradient, meanValues } from './mean-model.js';

/** The readings whose means are the ends of the window, as rises of one branch: how far each cycle's reading lies from its mean. */
export interface WindowReadings {
  /** [cycle] at the branch's lower and upper end */
  readonly lower: number[];
  readonly upper: number[];
  /** of one reading; undefined for a single cycle */
  readonly variance?: number;
}

/**
 * The window of a branch: the first and the last reading of each SET cycle. RESET is SET seen from the top, so there the lower end is G1.
 * @param set [cycle][pulses] rises of SET
 */
export function windowReadings(set: readonly Float64Array[], polarity: Polarity): WindowReadings {
  const about = (index: number) => {
    const mean = meanOf(set.map((rise) => rise.at(index)!));
    return set.map((rise) => rise.at(index)! - mean);
  };
  const [first, last] = [about(0), about(-1)];
  const down = (deviations: number[]) => deviations.map((deviation) => -deviation);
  return {
    ...(polarity === 'set' ? { lower: first, upper: last } : { lower: down(last), upper: down(first) }),
    ...(set.length > 1 && { variance: scatter(set) / ((set.length - 1) * set[0].length) }),
  };
}

/**
 * Standard errors of a and b by the delta method: a fit moves with (JᵀJ)⁻¹ Jᵀ times the errors of the readings, where J is the gradient of the
 * mean model. The ends of the window are means of readings too: an error g of the lower end moves the reading at height f by −(1 − f) g, one of
 * the upper end by −f g.
 * - For independent readings of one size. One cycle then counts SET's readings as noisy as the branch's own.
 * - `byCycle`, for independent cycles, whatever ties the readings of one cycle (cluster-robust: Liang and Zeger, Biometrika 73, 1986). All cycles
 *   have the same design, so this is the scatter of their own contributions over √C, and an interval is t(C − 1) times it.
 * One cycle cannot show how cycles differ: then the first are too small if readings of a cycle have their noise in common.
 * @param window undefined if its ends are known exactly
 */
export function meanErrors(
  rises: readonly Float64Array[],
  curve: MeanCurve,
  window: WindowReadings | undefined,
): StandardErrors {
  const last = rises[0].length - 1;
  const [height, gradient] = [meanValues(curve, last), meanGradient(curve, last)];
  const left = height.map((f) => 1 - f);
  const design: Design = {
    gradient,
    residuals: rises.map((rise) => rise.map((x, p) => x - height[p])),
    normal: inverse2(gradient, rises.length),
    ends: [left, height].map((end) => gradient.map((slope) => -dot(slope, end))),
  };
  const variance = readingVariance(design.residuals, [...gradient, height, left]);
  const independent = deviations(independentVariances(design, variance, window));
  return rises.length < 2
    ? independent
    : { ...independent, byCycle: deviations(clusteredVariances(design, window)) };
}

/** What the errors of a and b follow from. */
interface Design {
  /** [parameter][pulse] */
  readonly gradient: readonly Float64Array[];
  /** [cycle][pulse] */
  readonly residuals: readonly Float64Array[];
  /** (JᵀJ)⁻¹ over all cycles */
  readonly normal: readonly number[][];
  /** [lower, upper][parameter]: Jᵀ times what an error of one end does to the readings of one cycle */
  readonly ends: readonly number[][];
}

function independentVariances(
  { residuals, normal, ends }: Design,
  variance: number,
  window: WindowReadings | undefined,
): number[] {
  const cycles = residuals.length;
  const ofEnds = window ? ((window.variance ?? variance) * cycles ** 2) / window.lower.length : 0;
  return normal.map(
    (row, k) => variance * row[k] + ofEnds * ends.reduce((sum, end) => sum + dot(row, end) ** 2, 0),
  );
}

function clusteredVariances(
  { gradient, residuals, normal, ends }: Design,
  window: WindowReadings | undefined,
): number[] {
  const cycles = residuals.length;
  const [lower, upper] = [window?.lower, window?.upper];
  const scores = residuals.map((residual, cycle) =>
    gradient.map(
      (slope, k) =>
        dot(slope, residual) + ends[0][k] * (lower?.[cycle] ?? 0) + ends[1][k] * (upper?.[cycle] ?? 0),
    ),
  );
  return normal.map(
    (row) => (scores.reduce((sum, score) => sum + dot(row, score) ** 2, 0) * cycles) / (cycles - 1),
  );
}

/** (JᵀJ)⁻¹ of two parameters, where every cycle has the same gradient. */
function inverse2([a, b]: Float64Array[], cycles: number): number[][] {
  const [aa, ab, bb] = [dot(a, a), dot(a, b), dot(b, b)].map((product) => product * cycles);
  const determinant = aa * bb - ab * ab;
  return [
    [bb / determinant, -ab / determinant],
    [-ab / determinant, aa / determinant],
  ];
}

/** Variance of one reading, from residuals without what a and b and both ends of the window can have put there. */
function readingVariance(residuals: readonly Float64Array[], columns: Float64Array[]): number {
  const mean = meanVector(residuals);
  const basis = new QrDecomposition(new Matrix(columns).transpose()).orthogonalMatrix;
  const explained = columns.reduce((sum, _, k) => sum + dot(mean, basis.getColumn(k)) ** 2, 0);
  const squares = scatter(residuals) + residuals.length * Math.max(0, dot(mean, mean) - explained);
  return squares / Math.max(1, residuals.length * mean.length - columns.length);
}

/** Sum of squares about the mean over cycles at the same pulse. */
function scatter(cycles: readonly Float64Array[]): number {
  const mean = meanVector(cycles);
  return cycles.reduce((sum, cycle) => sum + cycle.reduce((all, x, p) => all + (x - mean[p]) ** 2, 0), 0);
}

function deviations([a, b]: number[]): { a: number; b: number } {
  return { a: Math.sqrt(a), b: Math.sqrt(b) };
}
