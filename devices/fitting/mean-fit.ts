import { inverse, Matrix } from 'ml-matrix';
import type { MeanCurve } from '../vcm/response-curve.js';
import type { Goodness, StandardErrors } from '../files/device-form.js';
import { levenbergMarquardt } from '../../src/core/maths/levenberg-marquardt.js';
import { isWithinRange, meanAtEdge, meanResiduals } from './mean-model.js';
import { dot, meanOf, meanVector } from '../../src/core/maths/vectors.js';

/** Where the published fit starts (Portner et al., Nat. Mach. Intell. 2025). */
const START = [-0.005, 0.05];

/** The mean model of one polarity and how well it fits. */
export interface MeanFit extends Pick<Goodness, 'rSquared' | 'rmse' | 'standardErrors'> {
  curve: MeanCurve;
}

/**
 * Least squares of the mean model over all cycles of one polarity together. If the branch does not bend as the model does, the optimum lies
 * on the edge of the model's range. Then the curve is as good as `rSquared` says, but a and b mean little and have no standard errors.
 * @param rises [cycle][pulses since the lower end]: w for SET, 1 − w for RESET
 */
export function fitMean(rises: Float64Array[]): MeanFit {
  const fit = levenbergMarquardt(([a, b]) => meanResiduals(rises, { a, b }), START);
  const [a, b] = fit.parameters;
  const inside = fit.converged && isWithinRange({ a, b }, rises[0].length - 1);
  const curve = inside ? { a, b } : meanAtEdge(meanVector(rises));
  const residuals = meanResiduals(rises, curve);
  const sum = dot(residuals, residuals);
  return {
    curve,
    rSquared: 1 - sum / squaresAboutMean(rises),
    rmse: Math.sqrt(sum / residuals.length),
    ...(inside && { standardErrors: standardErrors(fit.jacobian, residuals, rises.length) }),
  };
}

function standardErrors(columns: Float64Array[], residuals: Float64Array, cycles: number): StandardErrors {
  const jacobian = new Matrix(columns).transpose();
  const normalInverse = inverse(jacobian.transpose().mmul(jacobian));
  const variance = dot(residuals, residuals) / (residuals.length - columns.length);
  const independent = deviations(normalInverse.diagonal().map((element) => element * variance));
  if (cycles < 2) return independent;
  const byCycle = deviations(variancesByCycle(jacobian, normalInverse, residuals, cycles));
  return { ...independent, byCycle };
}

/** Cluster-robust ("sandwich") variances with the correction C/(C − 1): the readings of one cycle are not independent (Liang and Zeger, Biometrika 73, 1986). */
function variancesByCycle(
  jacobian: Matrix,
  normalInverse: Matrix,
  residuals: Float64Array,
  cycles: number,
): number[] {
  const rows = residuals.length / cycles;
  const variances = Matrix.zeros(jacobian.columns, 1);
  for (let first = 0; first < residuals.length; first += rows) {
    const within = jacobian.subMatrix(first, first + rows - 1, 0, jacobian.columns - 1);
    const score = within.transpose().mmul(Matrix.columnVector(residuals.subarray(first, first + rows)));
    variances.add(normalInverse.mmul(score).pow(2));
  }
  return variances.mul(cycles / (cycles - 1)).to1DArray();
}

function deviations([a, b]: number[]): { a: number; b: number } {
  return { a: Math.sqrt(a), b: Math.sqrt(b) };
}

function squaresAboutMean(rises: Float64Array[]): number {
  const all = Float64Array.from(rises.flatMap((rise) => [...rise]));
  const mean = meanOf(all);
  const deviation = all.map((x) => x - mean);
  return dot(deviation, deviation);
}
