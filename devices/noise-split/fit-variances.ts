import { solveLinear } from '../../src/core/maths/solve-linear.js';
import { meanOf } from '../../src/core/maths/vectors.js';

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

/** Where a search starts, what it holds, and whether a variance may be negative. */
interface Search {
  readonly start?: readonly number[];
  readonly held?: HeldSum;
  readonly signed?: boolean;
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
 * a generalised linear model with identity link, solved by Fisher scoring (McCullagh and Nelder, Generalized Linear Models, 1989). Where
 * `signed` is not given, no variance is negative: a part at 0 is set aside while the likelihood falls with it.
 */
export function fitVariances(
  unfloored: PowerModel,
  { start, held, signed = false }: Search = {},
): VarianceFit {
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
    const movable = score.flatMap((slope, part) =>
      signed || variances[part] > 0 || slope > 0 ? [part] : [],
    );
    const step = newtonStep(movable, score, information, signed ? undefined : variances);
    if (!step || !(step.gain > TOLERANCE)) break;
    const { change } = step;
    const better = firstBetter(
      signed ? 1 : reach(variances, change),
      (share) => {
        const next = variances.map((value, part) => value + share * change[part]);
        const moved = signed
          ? next
          : next.map((value, part) => (value < EMPTY * variances[part] ? 0 : value));
        return { variances: moved, ...lossOf(model, moved, held, hold) };
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

/** The step to the top of the parabola over some variances, and what it promises. @param bounded variances that must not fall below 0 */
function newtonStep(
  movable: readonly number[],
  score: readonly number[],
  information: readonly number[][],
  bounded?: readonly number[],
): { change: number[]; gain: number } | undefined {
  if (movable.length === 0) return undefined;
  const change = score.map(() => 0);
  try {
    const solution = solveLinear(
      movable.map((i) => movable.map((j) => information[i][j])),
      movable.map((i) => score[i]),
    );
    for (const [at, part] of movable.entries()) change[part] = solution[at];
  } catch {
    return undefined;
  }
  // A variance that is 0 and would fall is set aside, and the others move without it.
  const inside = movable.filter((part) => !bounded || bounded[part] > 0 || change[part] >= 0);
  if (inside.length < movable.length) return newtonStep(inside, score, information, bounded);
  return { change, gain: change.reduce((sum, value, part) => sum + value * score[part], 0) };
}

/** The share of a step, 1 at most, after which the first variance is 0. */
function reach(variances: readonly number[], change: readonly number[]): number {
  return variances.reduce(
    (share, value, part) => (change[part] < 0 ? Math.min(share, -value / change[part]) : share),
    1,
  );
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
