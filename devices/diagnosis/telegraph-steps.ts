import type { RandomStream } from '../../src/core/random-stream.js';
import { estimates, type Estimate } from './estimate.js';
import { refineTwoLevels, type TwoLevelFit } from './fit-two-levels.js';
import { byCycle, type ResidualTrace } from './residual-traces.js';
import { grouped } from './telegraph-test.js';
import { TwoLevelSmoother } from './two-level-smoother.js';
import { upright, type TwoLevels } from './two-levels.js';

/** Telegraph steps of a device: their number, their height, and how long each level lasts. */
export interface TelegraphSteps {
  count: number;
  /** in units of the window */
  height: Estimate;
  /** mean dwell in the lower and in the upper level, in readings */
  lowDwell: Estimate;
  highDwell: Estimate;
}

const RESAMPLES = 100;
const ITERATIONS = 10;

/** The steps in a fit of two levels, with 95 % intervals over the cycles. */
export function telegraphSteps(
  traces: readonly ResidualTrace[],
  fit: TwoLevelFit,
  random: RandomStream,
): TelegraphSteps {
  let first = true;
  const numbers = (cycles: readonly ResidualTrace[][]) => {
    // `estimates` starts with the whole sample, whose fit is given.
    const levels = first
      ? fit.levels
      : refineTwoLevels(grouped(cycles.flat()), fit.levels, ITERATIONS).levels;
    first = false;
    return logarithms(levels);
  };
  const [height, lowDwell, highDwell] = estimates(byCycle(traces), numbers, random, RESAMPLES).map(
    exponentials,
  );
  const count = levelPaths(traces, fit).reduce((sum, path) => sum + stepsOf(path), 0);
  return { count, height, lowDwell, highDwell };
}

/** The more likely level of each reading, for each trace: 1 for the upper one. */
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

/** Logarithms, because all three numbers are positive and vary by factors. */
function logarithms(levels: TwoLevels): number[] {
  const { height, up, down } = upright(levels);
  return [Math.log(height), -Math.log(up), -Math.log(down)];
}

function exponentials({ value, interval }: Estimate): Estimate {
  if (!interval) return { value: Math.exp(value) };
  return { value: Math.exp(value), interval: [Math.exp(interval[0]), Math.exp(interval[1])] };
}

function stepsOf(path: Uint8Array): number {
  return path.reduce((sum, level, i) => sum + Number(i > 0 && level !== path[i - 1]), 0);
}
