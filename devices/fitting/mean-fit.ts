import type { MeanCurve } from '../vcm/response-curve.js';
import type { Goodness } from '../files/device-form.js';
import { levenbergMarquardt } from '../../src/core/maths/levenberg-marquardt.js';
import { meanErrors, type WindowReadings } from './mean-errors.js';
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
 * @param window the readings that gave the window's ends; undefined if these are known exactly
 */
export function fitMean(rises: Float64Array[], window?: WindowReadings): MeanFit {
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
    ...(inside && { standardErrors: meanErrors(rises, curve, window) }),
  };
}

function squaresAboutMean(rises: Float64Array[]): number {
  const all = Float64Array.from(rises.flatMap((rise) => [...rise]));
  const mean = meanOf(all);
  const deviation = all.map((x) => x - mean);
  return dot(deviation, deviation);
}
