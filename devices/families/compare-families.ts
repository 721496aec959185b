import { dot, meanOf } from '../../src/core/maths/vectors.js';
import type { CurveFamily, FittedCurve } from './curve-family.js';
import { freeCurve } from './free-curve.js';
import type { MeasuredBranch } from './measured-branch.js';
import { piecewiseStep } from './piecewise-family.js';
import { cycleCurve, linExp } from './response-families.js';
import { constantStep, exponentialStep, powerStep, softBoundsStep } from './step-families.js';
import { orthonormal } from './tangent-space.js';

/** The families that are compared: the published ones, then those of fewer parameters first. Of equally good families the first is taken. */
export const curveFamilies: readonly CurveFamily[] = [
  linExp,
  cycleCurve,
  constantStep,
  softBoundsStep,
  exponentialStep,
  powerStep,
  piecewiseStep,
  freeCurve,
];

/** How well one family draws a branch, in units of the window. */
export interface FamilyFit {
  readonly family: string;
  readonly parameters: FittedCurve['parameters'];
  /** number of free parameters that change the curve */
  readonly freedom: number;
  /** of the mean over cycles */
  readonly rSquared: number;
  /** above that of the family with the lowest: 2 k + χ² of the mean, by its effective number of independent readings */
  readonly aic: number;
  /** of cycles about a curve that is fitted to the other cycles; absent for fewer than three */
  readonly crossValidated?: number;
  /** root mean square of what repeats from cycle to cycle about the curve, without the share expected of noise */
  readonly misfit: number;
  /** whether no family is clearly better */
  readonly fits: boolean;
  /** the curve itself, x after 0 … N pulses */
  readonly rise: Float64Array;
}

/** All families on one branch, and the one to take. */
export interface FamilyComparison {
  readonly fits: readonly FamilyFit[];
  readonly best: FamilyFit;
  /** what chose: the error of cycles left out and AIC, or AIC alone for fewer than three cycles */
  readonly by: 'cross-validation and AIC' | 'AIC';
  /** the rise that all of them follow, by pulse */
  readonly mean: Float64Array;
  /** of that mean, from the spread between cycles */
  readonly standardError: number;
}

const MINIMUM_CYCLES = 3;
/** AIC by which a family must be worse to be left out (Burnham and Anderson, Model Selection, 2002). */
const CLEAR_AIC = 2;
/** A misfit below this share of the window changes no simulation. */
const NEGLIGIBLE = 0.002;
/** Likewise, a misfit below this share of a reading's noise. */
const HIDDEN = 0.1;

/** One family on a branch, with the mean squared error of each cycle about the curve of the others. */
interface Candidate {
  fit: Omit<FamilyFit, 'aic' | 'fits' | 'crossValidated'>;
  chi: number;
  errors: number[];
}

/**
 * Fits all families to the mean of a branch and chooses one. A family is left out only if it is clearly worse in both measures: its AIC is
 * more than 2 above the lowest, and its cross-validated error is more than one standard error above the best (of the differences, cycle by
 * cycle). With fewer than three cycles AIC decides alone. A family whose misfit exceeds that of the best by less than 0.2 % of the window, or
 * a tenth of a reading's noise, is not left out. Of the others the first is taken: published ones, then those of few parameters.
 */
export function compareFamilies(branch: MeasuredBranch, families = curveFamilies): FamilyComparison {
  const candidates = families.map((family) => candidate(family, branch));
  const byCycle = branch.rises.length >= MINIMUM_CYCLES;
  const lowest = least(candidates, ({ chi }) => chi);
  const leader = byCycle ? least(candidates, ({ errors }) => meanOf(errors)) : lowest;
  const hidden = Math.max(NEGLIGIBLE, HIDDEN * Math.sqrt(branch.variance));
  const isClearlyWorse = ({ fit, chi, errors }: Candidate) =>
    fit.misfit ** 2 > leader.fit.misfit ** 2 + hidden ** 2 &&
    chi - lowest.chi > CLEAR_AIC &&
    (!byCycle || isWorse(errors, leader.errors));
  const fits = candidates.map((each) => ({
    ...each.fit,
    aic: each.chi - lowest.chi,
    ...(byCycle && { crossValidated: Math.sqrt(meanOf(each.errors)) }),
    fits: !isClearlyWorse(each),
  }));
  return {
    fits,
    best: fits.find((each) => each.fits)!,
    by: byCycle ? 'cross-validation and AIC' : 'AIC',
    mean: branch.mean,
    standardError: Math.sqrt(branch.variance / branch.rises.length),
  };
}

function least(candidates: readonly Candidate[], measure: (candidate: Candidate) => number): Candidate {
  return candidates.reduce((one, other) => (measure(other) < measure(one) ? other : one));
}

function candidate(family: CurveFamily, branch: MeasuredBranch): Candidate {
  const { mean, deviations, variance, independent } = branch;
  const { parameters, rise, tangents } = family.fit(branch);
  const basis = orthonormal(tangents);
  const residual = mean.map((x, p) => x - rise[p]);
  const squares = dot(residual, residual);
  const cycles = branch.rises.length;
  const readings = mean.length;
  const middle = meanOf(mean);
  const total = mean.reduce((sum, x) => sum + (x - middle) ** 2, 0);
  const noise = (variance / cycles) * readings;
  const left = deviations.length > 0 ? noiseLeft(deviations, basis) : noise * (1 - basis.length / readings);
  return {
    fit: {
      family: family.name,
      parameters,
      freedom: basis.length,
      rSquared: 1 - squares / total,
      misfit: Math.sqrt(Math.max(0, squares - left) / readings),
      rise,
    },
    chi: (independent * squares) / noise + 2 * basis.length,
    errors: deviations.map((deviation) => heldOutError(residual, deviation, basis, cycles)),
  };
}

/** The squares that noise leaves in the mean after a fit along this basis, from the spread between cycles. */
function noiseLeft(deviations: readonly Float64Array[], basis: readonly Float64Array[]): number {
  const cycles = deviations.length;
  const squares = deviations.reduce(
    (sum, row) => sum + dot(row, row) - basis.reduce((along, unit) => along + dot(row, unit) ** 2, 0),
    0,
  );
  return squares / (cycles * (cycles - 1));
}

/**
 * The mean squared error of one cycle about the curve that the other cycles give, to first order: without the cycle the mean moves by
 * −d/(C − 1), and the curve follows along its tangents. For a linear family this is exact.
 */
function heldOutError(
  residual: Float64Array,
  deviation: Float64Array,
  basis: readonly Float64Array[],
  cycles: number,
): number {
  const error = residual.map((value, p) => value + deviation[p]);
  for (const unit of basis) {
    const share = dot(unit, deviation) / (cycles - 1);
    for (let p = 0; p < error.length; p++) error[p] += share * unit[p];
  }
  return dot(error, error) / error.length;
}

/** Whether errors are larger than those of the best, cycle by cycle, by more than one standard error. */
function isWorse(errors: readonly number[], best: readonly number[]): boolean {
  const differences = errors.map((error, cycle) => error - best[cycle]);
  const mean = meanOf(differences);
  const squares = differences.reduce((sum, difference) => sum + (difference - mean) ** 2, 0);
  return mean > Math.sqrt(squares / (differences.length * (differences.length - 1)));
}
