import { riseAt, type ResponseCurve } from '../vcm/response-curve.js';
import { NOISE_PARTS, noiseModels, type NoiseModel } from './noise-parts.js';
import { tangentBasis } from './tangent-basis.js';
import { dot, meanVector } from '../../src/core/maths/vectors.js';

/** Mean squared difference of residuals at each lag: as observed, and as expected of each part at unit variance. */
export interface DetrendedVariogram {
  readonly observed: Float64Array;
  /** [part][lag], parts as in `NOISE_PARTS` */
  readonly expected: Float64Array[];
  /** expected of noise of known size (telegraph noise), if there is any */
  readonly known?: Float64Array;
}

/** Lags of a variogram, in readings; those of half a branch or more are left out. */
export const LAGS = [1, 2, 4, 8, 16, 32];

/**
 * The variogram of a branch about its own fitted curve. The fit removes part of the noise, mostly slow noise. So the expected variogram is
 * that of (I − H) C (I − H), where H = Q Qᵀ is the hat matrix of the fit, linearised at its optimum.
 * @param x one branch, x[p] after p pulses; @param curve its fit
 */
export function detrendedVariogram(x: Float64Array, curve: ResponseCurve): DetrendedVariogram {
  const residual = x.map((value, p) => value - riseAt(curve, p));
  const basis = tangentBasis(curve, x.length - 1);
  return {
    observed: perLag(x.length, (i, j) => (residual[j] - residual[i]) ** 2),
    expected: NOISE_PARTS.map((part) => expectedVariogram(noiseModels[part], basis)),
  };
}

/** The mean of several variograms, at the lags that all of them have. */
export function meanVariogram(variograms: readonly DetrendedVariogram[]): DetrendedVariogram {
  const known = variograms.map(({ known, observed }) => known ?? observed.map(() => 0));
  return {
    observed: meanVector(variograms.map(({ observed }) => observed)),
    expected: NOISE_PARTS.map((_, part) => meanVector(variograms.map(({ expected }) => expected[part]))),
    ...(variograms.some((variogram) => variogram.known) && { known: meanVector(known) }),
  };
}

/** The variogram expected of noise at unit variance after a fit with this tangent basis. */
export function expectedVariogram({ covariance, times }: NoiseModel, basis: Float64Array[]): Float64Array {
  // (I − QQᵀ) C (I − QQᵀ) = C − Q Bᵀ − B Qᵀ with B = C Q − Q (Qᵀ C Q) / 2
  const moved = basis.map(times);
  const b = moved.map((column) =>
    without(
      column,
      basis,
      basis.map((q) => dot(q, column) / 2),
    ),
  );
  const left = (i: number, j: number) => {
    let sum = covariance(i, j);
    for (let k = 0; k < basis.length; k++) sum -= basis[k][i] * b[k][j] + b[k][i] * basis[k][j];
    return sum;
  };
  const variance = Float64Array.from(basis[0], (_, i) => left(i, i));
  return perLag(variance.length, (i, j) => variance[i] + variance[j] - 2 * left(i, j));
}

function perLag(readings: number, between: (i: number, j: number) => number): Float64Array {
  const lags = LAGS.filter((lag) => lag < readings / 2);
  return Float64Array.from(lags, (lag) => {
    let sum = 0;
    for (let i = 0; i + lag < readings; i++) sum += between(i, i + lag);
    return sum / (readings - lag);
  });
}

function without(from: Float64Array, columns: Float64Array[], shares: number[]): Float64Array {
  return from.map((value, i) => columns.reduce((left, column, k) => left - shares[k] * column[i], value));
}
