import { dot, meanOf } from '../../src/core/maths/vectors.js';
import { TwoLevelSmoother } from './two-level-smoother.js';
import { occupancy, type GroupedTraces, type TwoLevels } from './two-levels.js';

/** Two levels fitted to traces, and how likely they make them. */
export interface TwoLevelFit {
  levels: TwoLevels;
  /** the lower level of each trace at each reading: the fit of the curve followed the steps as far as it could */
  baselines: Float64Array[];
  /** natural, without the constant of the normal density */
  logLikelihood: number;
}

/** A level that lasts for fewer than three readings on average is not to be told from white noise. */
const MOST_SWITCHING = 1 / 3;
/** Mean dwells at which the search starts, readings. */
const DWELLS = [5, 30];
const ITERATIONS = 40;

/** What one pass over the traces leaves for the next guess. */
interface Tally {
  logLikelihood: number;
  steps: { up: number; down: number };
  stays: { low: number; high: number };
  /** per trace, from the chance of the upper level: its product with the residual, and its square without what the fit of the curve takes */
  along: Float64Array;
  square: Float64Array;
}

/** The likeliest two levels of some traces: expectation–maximisation from each of a few dwells (Rabiner 1989). */
export function fitTwoLevels(traces: GroupedTraces): TwoLevelFit {
  const fits = DWELLS.map((dwell) => refineTwoLevels(traces, startOf(traces, dwell), ITERATIONS));
  return fits.reduce((best, fit) => (fit.logLikelihood > best.logLikelihood ? fit : best));
}

/** Two levels made more likely, step by step, from a guess. */
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

/** One pass over the traces; leaves the baselines as the fit of the curve would have them with these steps. */
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
  return { logLikelihood, steps: { up, down }, stays: { low, high }, along, square };
}

/** Least squares of the residuals on the chance of the upper level, and what it leaves; the chance to switch as often as was expected. */
function improved({ residuals, groups }: GroupedTraces, { variance }: TwoLevels, tally: Tally): TwoLevels {
  const { steps, stays, along, square } = tally;
  const weighted = (sums: Float64Array) =>
    sums.reduce((total, sum, trace) => total + sum / variance[groups[trace]], 0);
  const height = weighted(along) / weighted(square);
  const left = residuals.map(
    (residual, trace) =>
      (dot(residual, residual) - 2 * height * along[trace] + height * height * square[trace]) /
      residual.length,
  );
  return {
    height,
    up: switching(steps.up, stays.low),
    down: switching(steps.down, stays.high),
    variance: groupMeans(left, groups),
  };
}

function switching(steps: number, stays: number): number {
  return Math.min(MOST_SWITCHING, Math.max(steps, 0.5) / Math.max(stays, 1));
}

function groupMeans(values: number[], groups: readonly number[]): number[] {
  return Array.from({ length: 1 + Math.max(...groups) }, (_, group) =>
    meanOf(values.filter((_, trace) => groups[trace] === group)),
  );
}
