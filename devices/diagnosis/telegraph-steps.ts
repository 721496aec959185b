import type { RandomStream } from '../../src/core/random-stream.js';
import { estimates, type Estimate } from './estimate.js';
import { refineTwoLevels, type TwoLevelFit } from './fit-two-levels.js';
import { byCycle, type ResidualTrace } from './residual-traces.js';
import { grouped } from './telegraph-test.js';
import { TwoLevelSmoother } from './two-level-smoother.js';
import type { TwoLevels } from './two-levels.js';

/** Telegraph steps of a device: how high, how long each level lasts, and how many there are. */
export interface TelegraphSteps {
  count: number;
  /** in units of the window */
  height: Estimate;
  /** mean stay in the lower and in the upper level, readings */
  lowDwell: Estimate;
  highDwell: Estimate;
}

const RESAMPLES = 100;
const ITERATIONS = 10;

/** The steps that a fit of two levels finds, with 95 % intervals over the cycles. */
export function telegraphSteps(
  traces: readonly ResidualTrace[],
  fit: TwoLevelFit,
  random: RandomStream,
): TelegraphSteps {
  let known = true;
  const numbers = (cycles: readonly ResidualTrace[][]) => {
    // The whole sample comes first, and its fit is known.
    const levels = known
      ? fit.levels
      : refineTwoLevels(grouped(cycles.flat()), fit.levels, ITERATIONS).levels;
    known = false;
    return logarithms(levels);
  };
  const [height, lowDwell, highDwell] = estimates(byCycle(traces), numbers, random, RESAMPLES).map(raised);
  const count = levelPaths(traces, fit).reduce((sum, path) => sum + stepsOf(path), 0);
  return { count, height, lowDwell, highDwell };
}

/** For each trace, which level each reading is on: 1 where the upper is the likelier. */
export function levelPaths(
  traces: readonly ResidualTrace[],
  { levels, baselines }: TwoLevelFit,
): Uint8Array[] {
  const { residuals, groups } = grouped(traces);
  const smoother = new TwoLevelSmoother(residuals[0].length);
  return residuals.map((residual, trace) => {
    smoother.smooth(residual, baselines[trace], levels, groups[trace]);
    return Uint8Array.from(smoother.upper, (chance) => Number(chance > 0.5));
  });
}

/** All three are positive and vary by factors. */
function logarithms({ height, up, down }: TwoLevels): number[] {
  return [Math.log(Math.abs(height)), -Math.log(up), -Math.log(down)];
}

function raised({ value, interval }: Estimate): Estimate {
  if (!interval) return { value: Math.exp(value) };
  return { value: Math.exp(value), interval: [Math.exp(interval[0]), Math.exp(interval[1])] };
}

function stepsOf(path: Uint8Array): number {
  return path.reduce((sum, level, i) => sum + Number(i > 0 && level !== path[i - 1]), 0);
}
