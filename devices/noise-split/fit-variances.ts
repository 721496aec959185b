import { meanOf } from '../../src/core/maths/vectors.js';
import { newtonStep, reach } from './bounded-step.js';

/** Mean powers of modes and their degrees of freedom, and what each part adds to them at unit variance. */
export interface PowerModel {
  readonly power: Float64Array;
  readonly freedom: Float64Array;
  /** [part][mode] */
  readonly columns: readonly Float64Array[];
}

/** A power model, and a power that stands for the rounding of readings, so that no expected power is 0. */
interface Floored extends PowerModel {
  readonly floor: number;
}

/** Variances of the parts, and −2 times the logarithm of their likelihood (but for a constant). */
export interface VarianceFit {
  readonly variances: number[];
  readonly deviance: number;
}

/** A sum of some variances that is held at a value. */
export interface HeldSum {
  readonly parts: readonly number[];
  readonly sum: number;
}

/** Where a search starts, and what it holds. */
interface Search {
  readonly start?: readonly number[];
  readonly held?: HeldSum;
}

const ITERATIONS = 60;
const HALVINGS = 30;
/** Gain of likelihood below which a search ends. */
const TOLERANCE = 1e-7;
/** Floor of the expected power, as a share of the mean power. */
const ROUNDING = 1e-12;
/** Power of the rounding of weights near 1, below which no mean power counts: cycles may repeat exactly. */
const SMALLEST = 1e-32;
/** A variance that falls below this share of itself in one step is 0. */
const EMPTY = 1e-9;
/** Weight of the penalty that holds a sum, in units of Fisher's information about it. */
const HOLD = 1e7;

/**
 * The most likely variances of the parts: powers of Gaussian noise are gamma-distributed about Σ variance · column (Whittle, Ark. Mat. 2, 1953),
 * a generalised linear model with identity link, solved by Fisher scoring (McCullagh and Nelder, Generalized Linear Models, 1989). No
 * variance is negative: a part at 0 is set aside while the likelihood falls with it.
 */
export function fitVariances(unfloored: PowerModel, { start, held }: Search = {}): VarianceFit {
  const mean = meanPower(unfloored);
  const model = { ...unfloored, floor: ROUNDING * mean };
  let variances = [...(start ?? equalShares(model, mean))];
  let { loss, deviance } = lossOf(model, variances, held, 0);
  for (let iteration = 0, hold = 0; iteration < ITERATIONS; iteration++) {
    const { score, information } = derivatives(model, variances);
    if (held) {
      hold = Math.max(hold, HOLD * Math.max(...held.parts.map((part) => information[part][part])));
      pull(score, information, variances, held, hold);
    }
    ({ loss } = lossOf(model, variances, held, hold));
    const movable = score.flatMap((slope, part) => (variances[part] > 0 || slope > 0 ? [part] : []));
    const step = newtonStep(movable, score, information, variances);
    if (!step || !(step.gain > TOLERANCE)) break;
    const { change } = step;
    const better = firstBetter(
      reach(variances, change),
      (share) => {
        const next = variances.map((value, part) => {
          const moved = value + share * change[part];
          return moved < EMPTY * value ? 0 : moved;
        });
        return { variances: next, ...lossOf(model, next, held, hold) };
      },
      loss,
    );
    if (!better) break;
    const gain = loss - better.loss;
    ({ variances, deviance } = better);
    if (gain < TOLERANCE) break;
  }
  return { variances, deviance };
}

/** Adds the slopes of the penalty ½ hold (Σ variances − sum)². */
function pull(
  score: number[],
  information: number[][],
  variances: readonly number[],
  { parts, sum }: HeldSum,
  hold: number,
): void {
  const beyond = parts.reduce((total, part) => total + variances[part], -sum);
  for (const part of parts) {
    score[part] -= hold * beyond;
    for (const other of parts) information[part][other] += hold;
  }
}

/** The deviance, and with it the penalty for leaving a held sum. */
function lossOf(
  model: Floored,
  variances: readonly number[],
  held: HeldSum | undefined,
  hold: number,
): { loss: number; deviance: number } {
  const deviance = devianceOf(model, variances);
  const beyond = held ? held.parts.reduce((total, part) => total + variances[part], -held.sum) : 0;
  return { deviance, loss: deviance + hold * beyond ** 2 };
}

/** Squared deviations of the powers from those expected, per degree of freedom: 1 for Gaussian noise of constant size. */
export function dispersion(model: PowerModel, variances: readonly number[]): number {
  const floor = ROUNDING * meanPower(model);
  let squares = 0;
  for (let k = 0; k < model.power.length; k++) {
    const expected = floor + expectedPower(model, variances, k);
    squares += 0.5 * model.freedom[k] * (model.power[k] / expected - 1) ** 2;
  }
  // With as many variances as modes, powers cannot show that they vary more.
  return squares / Math.max(1, model.power.length - variances.length);
}

function expectedPower({ columns }: PowerModel, variances: readonly number[], k: number): number {
  let sum = 0;
  for (let part = 0; part < columns.length; part++) sum += variances[part] * columns[part][k];
  return sum;
}

function devianceOf(model: Floored, variances: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < model.power.length; k++) {
    const expected = model.floor + expectedPower(model, variances, k);
    if (!(expected > 0)) return Infinity;
    sum += model.freedom[k] * (Math.log(expected) + model.power[k] / expected);
  }
  return sum;
}

/** Mean power of the modes; never 0, because readings are rounded. */
export function meanPower({ power }: Pick<PowerModel, 'power'>): number {
  return Math.max(meanOf(power), SMALLEST);
}

function equalShares(model: PowerModel, mean: number): number[] {
  return model.columns.map(
    (column) => (mean * column.length) / column.reduce((sum, value) => sum + value, 0) / model.columns.length,
  );
}

/** Slope of the log-likelihood in each variance, and Fisher's information. */
function derivatives(
  model: Floored,
  variances: readonly number[],
): { score: number[]; information: number[][] } {
  const { columns, power, freedom } = model;
  const score = columns.map(() => 0);
  const information = columns.map(() => columns.map(() => 0));
  for (let k = 0; k < power.length; k++) {
    const expected = model.floor + expectedPower(model, variances, k);
    const weight = (0.5 * freedom[k]) / (expected * expected);
    for (let i = 0; i < columns.length; i++) {
      score[i] += weight * columns[i][k] * (power[k] - expected);
      for (let j = 0; j < columns.length; j++) information[i][j] += weight * columns[i][k] * columns[j][k];
    }
  }
  return { score, information };
}

function firstBetter<Tried extends { loss: number }>(
  reach: number,
  tried: (share: number) => Tried,
  loss: number,
): Tried | undefined {
  for (let halving = 0, share = reach; halving < HALVINGS; halving++, share /= 2) {
    const next = tried(share);
    if (next.loss < loss) return next;
  }
  return undefined;
}
