import { dot, meanOf } from '../../src/core/maths/vectors.js';
import { TwoLevelSmoother } from './two-level-smoother.js';
import { occupancy, type GroupedTraces, type TwoLevels } from './two-levels.js';

/** Two levels fitted to traces, and the likelihood of the traces with them. */
export interface TwoLevelFit {
  levels: TwoLevels;
  /** the lower level of each trace at each reading: not constant, because the fit of the curve followed part of the steps */
  baselines: Float64Array[];
  /** natural logarithm, without the constant of the normal density */
  logLikelihood: number;
}

/** A level that lasts for fewer than three readings on average looks like white noise. */
const MAXIMUM_SWITCHING = 1 / 3;
/** Mean dwells at which the search starts, in readings. */
const DWELLS = [5, 30];
const ITERATIONS = 40;

/** What the next iteration needs from one pass over the traces. */
interface Tally {
  logLikelihood: number;
  /** expected number of steps up and down */
  steps: { up: number; down: number };
  /** expected number of readings in each level, but for the last of each trace */
  readings: { low: number; high: number };
  /** per trace: product of the chance of the upper level with the residual */
  along: Float64Array;
  /** per trace: square of that chance, without the part that the fit of the curve removes */
  square: Float64Array;
}

/** The most likely two levels of some traces: expectation–maximisation from each of a few dwells (Rabiner 1989). */
export function fitTwoLevels(traces: GroupedTraces): TwoLevelFit {
  const fits = DWELLS.map((dwell) => refineTwoLevels(traces, startOf(traces, dwell), ITERATIONS));
  return fits.reduce((best, fit) => (fit.logLikelihood > best.logLikelihood ? fit : best));
}

/** Two levels refined from a starting point, iteration by iteration. */
export function refineTwoLevels(traces: GroupedTraces, start: TwoLevels, iterations: number): TwoLevelFit {
  const smoother = new TwoLevelSmoother(traces.residuals[0].length);
  const middle = -start.height * occupancy(start);
  const baselines = traces.residuals.map((residual) => new Float64Array(residual.length).fill(middle));
  let levels = start;
  for (let i = 0; ; i++) {
    const tally = tallyOf(traces, levels, baselines, smoother);
    if (i === iterations) return { levels, baselines, logLikelihood: tally.logLikelihood };
    levels = improved(traces, levels, tally);
  }
}

/** Equal dwells, and two thirds of the variance in the steps. */
function startOf({ residuals, groups }: GroupedTraces, dwell: number): TwoLevels {
  const squares = residuals.map((residual) => meanOf(residual.map((value) => value * value)));
  const variance = groupMeans(squares, groups);
  const height = 2 * Math.sqrt((2 / 3) * meanOf(variance));
  return { height, up: 1 / dwell, down: 1 / dwell, variance: variance.map((value) => value / 2) };
}

/** One pass over the traces; updates the baselines to what the fit of the curve would leave with these steps. */
function tallyOf(
  { residuals, groups, bases }: GroupedTraces,
  levels: TwoLevels,
  baselines: Float64Array[],
  smoother: TwoLevelSmoother,
): Tally {
  const total = new Float64Array(smoother.sums.length);
  const along = new Float64Array(residuals.length);
  const square = new Float64Array(residuals.length);
  for (const [trace, residual] of residuals.entries()) {
    const { upper, sums } = smoother;
    smoother.smooth(residual, baselines[trace], levels, groups[trace]);
    for (let k = 0; k < total.length; k++) total[k] += sums[k];
    for (let i = 0; i < residual.length; i++) square[trace] += upper[i];
    along[trace] = dot(upper, residual);
    baselines[trace].fill(0);
    for (const column of bases[trace]) {
      const share = dot(upper, column);
      square[trace] -= share * share;
      for (let i = 0; i < column.length; i++) baselines[trace][i] -= levels.height * share * column[i];
    }
  }
  const [logLikelihood, up, down, low, high] = total;
  return { logLikelihood, steps: { up, down }, readings: { low, high }, along, square };
}

/** The height by least squares of the residuals on the chance of the upper level, the variance that remains, and the expected rate of switching. */
function improved({ residuals, groups }: GroupedTraces, { variance }: TwoLevels, tally: Tally): TwoLevels {
  const { steps, readings, along, square } = tally;
  const weighted = (sums: Float64Array) =>
    sums.reduce((total, sum, trace) => total + sum / variance[groups[trace]], 0);
  const height = weighted(along) / weighted(square);
  const remaining = residuals.map(
    (residual, trace) =>
      (dot(residual, residual) - 2 * height * along[trace] + height * height * square[trace]) /
      residual.length,
  );
  return {
    height,
    up: switching(steps.up, readings.low),
    down: switching(steps.down, readings.high),
    variance: groupMeans(remaining, groups),
  };
}

function switching(steps: number, readings: number): number {
  return Math.min(MAXIMUM_SWITCHING, Math.max(steps, 0.5) / Math.max(readings, 1));
}

function groupMeans(values: number[], groups: readonly number[]): number[] {
  return Array.from({ length: 1 + Math.max(...groups) }, (_, group) =>
    meanOf(values.filter((_, trace) => groups[trace] === group)),
  );
}
