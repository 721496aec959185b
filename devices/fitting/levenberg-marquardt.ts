import { LuDecomposition, Matrix } from 'ml-matrix';

/** A model at one point: what is left of the data, and how the model moves with each parameter. */
export interface Linearised {
  /** data − model, n × 1 */
  residual: Matrix;
  /** ∂ model / ∂ parameter, n × parameters */
  jacobian: Matrix;
}

/** The model at some parameters, or nothing where it is not defined. */
type Model = (parameters: number[]) => Linearised | undefined;

/** Where a least-squares fit came to rest. */
export interface LeastSquares {
  parameters: number[];
  at: Linearised;
  /** (JᵀJ)⁻¹; times the residual variance it is the covariance of the parameters */
  normalInverse: Matrix;
  converged: boolean;
}

interface Place {
  parameters: number[];
  at: Linearised;
  residualSum: number;
}

/** Share of the residual that still lies in the tangent plane; at a minimum there is none (Bates and Watts, Technometrics 23, 1981). */
const TANGENT_SHARE = 1e-6;
/** Mean square of a residual that is rounding alone. */
const ROUNDING = 1e-28;
const MOST_STEPS = 500;

/**
 * Nonlinear least squares after Levenberg and Marquardt, damped by the diagonal of JᵀJ (Marquardt, J. SIAM 11, 1963). Where rounding hides any
 * further descent of the sum of squares, Gauss–Newton steps follow its gradient to the end.
 */
export function levenbergMarquardt(model: Model, start: number[]): LeastSquares {
  let place = placeOf(model, start)!;
  for (let step = 0, damping = 1e-3; step < MOST_STEPS && damping < 1e12; step++) {
    const next = placeOf(model, moved(place, damping));
    const lower = next !== undefined && next.residualSum < place.residualSum;
    damping = lower ? Math.max(damping / 10, 1e-12) : damping * 10;
    if (lower) place = next;
  }
  return polished(model, place);
}

function polished(model: Model, start: Place): LeastSquares {
  let place = start;
  let tangent = tangentOf(place.at);
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = placeOf(model, moved(place, 0));
    const left = next ? tangentOf(next.at) : Infinity;
    if (!next || !(left < tangent)) break;
    [place, tangent] = [next, left];
  }
  const { parameters, at, residualSum } = place;
  const normalInverse = solved(normalOf(at.jacobian), Matrix.eye(parameters.length));
  const settled = residualSum <= ROUNDING * at.residual.rows || tangent <= TANGENT_SHARE ** 2 * residualSum;
  return { parameters, at, normalInverse, converged: settled && Number.isFinite(normalInverse.sum()) };
}

function placeOf(model: Model, parameters: number[]): Place | undefined {
  const at = model(parameters);
  return at && { parameters, at, residualSum: at.residual.dot(at.residual) };
}

function moved({ parameters, at }: Place, damping: number): number[] {
  const normal = normalOf(at.jacobian);
  for (let k = 0; k < normal.rows; k++) normal.set(k, k, normal.get(k, k) * (1 + damping));
  const change = solved(normal, gradientOf(at));
  return parameters.map((parameter, k) => parameter + change.get(k, 0));
}

/** Square of the residual's part in the tangent plane. */
function tangentOf(at: Linearised): number {
  const gradient = gradientOf(at);
  return solved(normalOf(at.jacobian), gradient).dot(gradient);
}

/** Not-a-numbers where the matrix is singular, as any comparison then says no. */
function solved(matrix: Matrix, right: Matrix): Matrix {
  const decomposed = new LuDecomposition(matrix);
  return decomposed.isSingular()
    ? Matrix.zeros(right.rows, right.columns).fill(NaN)
    : decomposed.solve(right);
}

function normalOf(jacobian: Matrix): Matrix {
  return jacobian.transpose().mmul(jacobian);
}

function gradientOf({ residual, jacobian }: Linearised): Matrix {
  return jacobian.transpose().mmul(residual);
}
