import { Matrix } from 'ml-matrix';
import type { Goodness, MeanCurve, StandardErrors } from '../device-file.js';
import { meanResponse, riseAt } from '../response-curve.js';
import { levenbergMarquardt, type LeastSquares } from './levenberg-marquardt.js';
import { linearisedMean, meanAtEdge } from './mean-model.js';

/** Where the published fit starts (Portner et al., Nat. Mach. Intell. 2025). */
const START = [-0.005, 0.05];

/** The mean model of one polarity and how well it holds. */
export interface MeanFit extends Pick<Goodness, 'rSquared' | 'rmse' | 'standardErrors'> {
  curve: MeanCurve;
}

/**
 * Least squares of the mean model over all cycles of one polarity together. Standard errors are left out where the optimum lies on the edge
 * of the model's range, because the branch is no bend that slows down: there the curve still holds as well as `rSquared` says, but not a and b.
 * @param rises [cycle][pulses since the lower end]: w for SET, 1 − w for RESET
 */
export function fitMean(rises: Float64Array[]): MeanFit {
  // The cycles share their pulses, so the sum over all of them is least where the sum over their mean is.
  const mean = rises[0].map((_, p) => rises.reduce((sum, rise) => sum + rise[p], 0) / rises.length);
  const fit = levenbergMarquardt(([a, b]) => linearisedMean(mean, a, b), START);
  const [a, b] = fit.parameters;
  const curve = fit.converged ? { a, b } : meanAtEdge(mean);
  const response = meanResponse(curve, mean.length - 1);
  const residuals = rises.map((rise) => rise.map((x, p) => x - riseAt(response, p)));
  const sum = sumOfSquares(residuals);
  return {
    curve,
    rSquared: 1 - sum / squaresAboutMean(rises),
    rmse: Math.sqrt(sum / (rises.length * mean.length)),
    ...(fit.converged && { standardErrors: standardErrors(fit, residuals, sum) }),
  };
}

function standardErrors(fit: LeastSquares, residuals: Float64Array[], sum: number): StandardErrors {
  const cycles = residuals.length;
  const normalInverse = Matrix.div(fit.normalInverse, cycles);
  const variance = sum / (cycles * residuals[0].length - 2);
  const independent = deviations(Matrix.mul(normalInverse, variance));
  if (cycles < 2) return independent;
  return {
    ...independent,
    byCycle: deviations(covarianceByCycle(fit.at.jacobian, normalInverse, residuals)),
  };
}

/** Cluster-robust ("sandwich") covariance, C/(C − 1) corrected: readings of a cycle belong together (Liang and Zeger, Biometrika 73, 1986). */
function covarianceByCycle(jacobian: Matrix, bread: Matrix, residuals: Float64Array[]): Matrix {
  const meat = Matrix.zeros(2, 2);
  for (const residual of residuals) {
    const score = jacobian.transpose().mmul(Matrix.columnVector(residual));
    meat.add(score.mmul(score.transpose()));
  }
  return bread
    .mmul(meat)
    .mmul(bread)
    .mul(residuals.length / (residuals.length - 1));
}

function deviations(covariance: Matrix): { a: number; b: number } {
  return { a: Math.sqrt(covariance.get(0, 0)), b: Math.sqrt(covariance.get(1, 1)) };
}

function sumOfSquares(rows: Float64Array[]): number {
  return rows.reduce((total, row) => row.reduce((sum, value) => sum + value * value, total), 0);
}

function squaresAboutMean(rises: Float64Array[]): number {
  const count = rises.length * rises[0].length;
  const mean = rises.reduce((total, rise) => rise.reduce((sum, x) => sum + x, total), 0) / count;
  return sumOfSquares(rises.map((rise) => rise.map((x) => x - mean)));
}
