import { levenbergMarquardt } from '../../src/core/maths/levenberg-marquardt.js';

/** Where the search ends: in a first try from each start, and after it from the best. */
const FIRST_TRY = { most: 25, tolerance: 1e-3 };
const SEARCH = { most: 70, tolerance: 1e-5 };

/** Weights after 0, 1, … pulses. @param step of one pulse at a weight, never negative */
export function iterated(start: number, readings: number, step: (weight: number) => number): Float64Array {
  const weights = new Float64Array(readings);
  for (let p = 0, w = start; p < readings; w += step(w), p++) weights[p] = w;
  return weights;
}

/**
 * The least-squares parameters of a law, from the best of several starts. The first parameter is a weight near 0; it is searched for as
 * 1 + w, because a difference in proportion to 0 would be lost to rounding.
 */
export function fitLaw(
  law: (values: readonly number[]) => Float64Array,
  mean: Float64Array,
  starts: readonly number[][],
): number[] {
  const shifted = (values: readonly number[], by: number) => values.with(0, values[0] + by);
  const residuals = (values: readonly number[]) => {
    const rise = law(shifted(values, -1));
    for (let p = 0; p < rise.length; p++) rise[p] -= mean[p];
    return rise;
  };
  const squares = (values: readonly number[]) => {
    const sum = residuals(values).reduce((total, value) => total + value * value, 0);
    return Number.isFinite(sum) ? sum : Infinity;
  };
  const tried = starts
    .map((start) => shifted(start, 1))
    .filter((start) => squares(start) < Infinity)
    .map((start) => (starts.length > 1 ? levenbergMarquardt(residuals, start, FIRST_TRY).parameters : start))
    .toSorted((one, other) => squares(one) - squares(other));
  return shifted(levenbergMarquardt(residuals, tried[0], SEARCH).parameters, -1);
}
