import { solveLinear } from '../../src/core/maths/solve-linear.js';
import type { Estimate } from '../noise-split/estimate.js';
import { chanceOf, logitOf } from './level-search.js';
import type { LevelNoise } from './switching-filter.js';

/** Height of the steps and mean dwell in the lower and the upper level, readings. */
export interface LevelEstimates {
  readonly height: Estimate;
  readonly lowDwell: Estimate;
  readonly highDwell: Estimate;
}

/** Steps of the numerical derivatives: of ln height, and of the numbers that stand for the chances. */
const STEPS = [0.01, 0.1, 0.1];
/** Half width of a 95 % interval in standard errors: wider than of a normal distribution, because levels that are decoded wrongly are correlated. */
const QUANTILE = 1.22 * 1.959963984540054;

/** 95 % intervals of the levels at the top of their likelihood, from its curvature (observed information), on scales on which they are symmetric. */
export function levelEstimates(
  noise: LevelNoise,
  logLikelihood: (noise: LevelNoise) => number,
): LevelEstimates {
  const place = [Math.log(noise.height), logitOf(noise.up), logitOf(noise.down)];
  const errors = standardErrors(
    (x) => logLikelihood({ ...noise, height: Math.exp(x[0]), up: chanceOf(x[1]), down: chanceOf(x[2]) }),
    place,
  );
  const estimate = (k: number, of: (x: number) => number): Estimate => ({
    value: of(place[k]),
    ...(errors && {
      interval: [of(place[k] - QUANTILE * errors[k]), of(place[k] + QUANTILE * errors[k])] as [
        number,
        number,
      ],
    }),
  });
  const dwell = (x: number) => 1 / chanceOf(x);
  return { height: estimate(0, Math.exp), lowDwell: estimate(1, dwell), highDwell: estimate(2, dwell) };
}

/** Standard errors from the inverse of the negative second derivatives; undefined where the likelihood has no top. */
function standardErrors(
  of: (x: readonly number[]) => number,
  centre: readonly number[],
): number[] | undefined {
  const at = (...moves: readonly (readonly [axis: number, steps: number])[]) => {
    const x = [...centre];
    for (const [axis, steps] of moves) x[axis] += steps * STEPS[axis];
    return of(x);
  };
  const top = at();
  const information = centre.map((_, i) =>
    centre.map((_, j) => {
      const curvature =
        i === j
          ? at([i, 1]) - 2 * top + at([i, -1])
          : (at([i, 1], [j, 1]) - at([i, 1], [j, -1]) - at([i, -1], [j, 1]) + at([i, -1], [j, -1])) / 4;
      return -curvature / (STEPS[i] * STEPS[j]);
    }),
  );
  try {
    const variances = centre.map(
      (_, k) =>
        solveLinear(
          information,
          centre.map((_, j) => Number(j === k)),
        )[k],
    );
    return variances.every((variance) => variance > 0) ? variances.map(Math.sqrt) : undefined;
  } catch {
    return undefined;
  }
}
