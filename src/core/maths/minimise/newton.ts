import { factorCholesky, solveCholesky } from '../linear/cholesky.js';
import { symmetricEigen, type SymmetricEigen } from '../linear/symmetric-eigen.js';
import type { Objective } from '../objective.js';
import { descend, type Place } from './descent.js';
import { largest, type Found, type Limits, type Watch } from './minimiser.js';
import { WolfeSearch } from './wolfe-search.js';

/** Eigenvalues below this share of the largest one are taken for it: a flat direction is no infinite step. */
const FLATTEST = 1e-14;
/** Curvature below −this share of the largest one is no rounding: a fixed point there is a saddle. */
const BENT = 1e-9;
/** Saddles that are left along their steepest way down, at most. */
const SADDLES = 20;

/**
 * Newton's method that never stops at a saddle: where the Hessian is not positive, its eigenvalues count by their size (Murray,
 * Wiley Encyclopedia of Operations Research, 2011), and from a saddle it goes along the most negative curvature.
 */
export function newton(objective: Objective, parameters: Float64Array, limits: Limits, watch?: Watch): Found {
  const { size } = objective;
  const [gradient, direction] = [new Float64Array(size), new Float64Array(size)];
  const [hessian, factor] = [new Float64Array(size * size), new Float64Array(size * size)];
  const search = new WolfeSearch(objective);
  const fill = () => objective.hessian(parameters, gradient, hessian);
  const place: Place = { parameters, gradient, value: fill() };
  const goOn = (done: number) =>
    descend(place, { ...limits, iterations: limits.iterations - done }, watch && ((i, ...seen) => watch(done + i, ...seen)), () => {
      factor.set(hessian);
      for (let i = 0; i < size; i++) direction[i] = -gradient[i];
      if (factorCholesky(factor, size)) solveCholesky(factor, size, direction);
      else bendDown(symmetricEigen(hessian, size), gradient, direction);
      if (search.move(place, direction, 1) > 0) fill();
      else return stepByGradient(objective, place, direction) && Number.isFinite(fill());
      return true;
    }); // prettier-ignore
  let found = goOn(0);
  for (let saddle = 0; saddle < SADDLES && found.ending === 'fixed point'; saddle++) {
    if (!leaveSaddle(objective, place, symmetricEigen(hessian, size))) break;
    fill();
    const rest = goOn(found.iterations + 1);
    found = { ...rest, iterations: found.iterations + 1 + rest.iterations };
  }
  return found;
}

/** Fills −Σ (v · gradient) / |λ| v over eigenvalues λ with their vectors v. */
function bendDown(
  { values, vectors }: SymmetricEigen,
  gradient: Float64Array,
  direction: Float64Array,
): void {
  const size = values.length;
  const least = FLATTEST * largest(values);
  direction.fill(0);
  for (let k = 0; k < size; k++) {
    let along = 0;
    for (let i = 0; i < size; i++) along += vectors[k * size + i] * gradient[i];
    along /= Math.max(Math.abs(values[k]), least);
    for (let i = 0; i < size; i++) direction[i] -= along * vectors[k * size + i];
  }
}

/** Takes a whole step if it makes the gradient smaller and the value no larger than by rounding: near the end, values differ by rounding alone. */
function stepByGradient(objective: Objective, place: Place, direction: Float64Array): boolean {
  const { parameters, gradient, value } = place;
  const [start, slope] = [parameters.slice(), gradient.slice()];
  for (let i = 0; i < parameters.length; i++) parameters[i] += direction[i];
  place.value = objective.gradient(parameters, gradient);
  if (largest(gradient) < largest(slope) && place.value <= value + 1e-9 * Math.abs(value) + 1e-14)
    return true;
  parameters.set(start);
  gradient.set(slope);
  place.value = value;
  return false;
}

/** Moves from a saddle along its most negative curvature, as far as that goes down; false at a minimum. */
function leaveSaddle(objective: Objective, place: Place, { values, vectors }: SymmetricEigen): boolean {
  if (!(values[0] < -BENT * largest(values))) return false;
  const { parameters } = place;
  const [start, trial] = [parameters.slice(), parameters.slice()];
  let best = place.value;
  for (const sign of [1, -1])
    for (let length = 1e-3 * (1 + largest(start)); length < 1e6; length *= 2) {
      for (let i = 0; i < trial.length; i++) trial[i] = start[i] + sign * length * vectors[i];
      const value = objective.value(trial);
      if (!(value < best)) break;
      best = value;
      parameters.set(trial);
    }
  return best < place.value;
}
