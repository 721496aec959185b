import { ScalarLearning } from './scalar-learning.js';
import { estimate, Moments } from '../../runs/statistics.js';

/** R.m.s. error of scalar weights in units of the noise σ, with 95 % interval, and its theoretical value. */
export interface LawPoint {
  /** learning rate α, or learning steps t without feedback */
  at: number;
  value: number;
  interval: readonly [number, number];
  theory: number;
}

/** Errors with write noise and read noise, with feedback and without. */
export interface FeedbackLaws {
  /** write noise with feedback: σ / √(α (2 − α)) */
  write: LawPoint[];
  /** read noise with feedback: σ √(α / (2 − α)) */
  read: LawPoint[];
  /** write noise without feedback: σ √t */
  openLoop: LawPoint[];
  /** autocorrelation of the error of one weight with feedback and write noise: (1 − α)^k */
  decay: { learningRate: number; points: LawPoint[] };
}

const RATES = [0.02, 0.035, 0.06, 0.1, 0.2, 0.35, 0.5];
const TIMES = [1, 2, 4, 8, 16, 32, 64, 100];
const WEIGHTS = 300;
/** Number of learning steps that are averaged, after the transient. */
const STEPS = 1000;
/** Small compared with the window, so that its ends have no effect. */
const SIGMA = 0.01;
/** Many pulses, so that rounding has no effect. */
const PULSES = 100_000;
const TARGET = 0.5;
/** A small change back and forth, so that every step writes and the target stays. */
const ALTERNATION = 0.001;

/** The laws, measured on linear devices through product, scheme, board and bank. @param lags number of points of the autocorrelation */
export async function feedbackLaws(seed: number, decayRate: number, lags: number): Promise<FeedbackLaws> {
  const write: LawPoint[] = [];
  const read: LawPoint[] = [];
  for (const rate of RATES) {
    write.push(
      point(rate, (await stationary('write', rate, seed)).squares, 1 / Math.sqrt(rate * (2 - rate))),
    );
    read.push(point(rate, (await stationary('read', rate, seed)).squares, Math.sqrt(rate / (2 - rate))));
  }
  const { products } = await stationary('write', decayRate, seed, lags);
  const total = products[0].mean[0];
  const points = products.map((moments, k): LawPoint => {
    const { mean, interval } = estimate(moments);
    const ends = interval!.map((end) => end / total) as [number, number];
    return { at: k, value: mean / total, interval: ends, theory: (1 - decayRate) ** k };
  });
  return { write, read, openLoop: await growth(seed), decay: { learningRate: decayRate, points } };
}

/** Mean over time of squared errors, and of products of errors 0, 1, … steps apart, for each weight. */
async function stationary(noise: 'write' | 'read', rate: number, seed: number, lags = 1) {
  const learning = new ScalarLearning({
    scheme: 'self-correcting',
    weights: WEIGHTS,
    seed,
    pulses: PULSES,
    noise,
    sizes: { update: SIGMA, read: SIGMA },
  });
  await learning.ask(() => TARGET);
  for (let t = 0; t < 8 / rate; t++) await learning.learn(rate, TARGET);
  const past: Float64Array[] = [];
  const sums = Array.from({ length: lags }, () => new Float64Array(WEIGHTS));
  for (let t = 0; t < STEPS + lags; t++) {
    await learning.learn(rate, TARGET);
    past.unshift(learning.hold().map((weight) => (weight - TARGET) / SIGMA));
    if (past.length < lags) continue;
    past.length = lags;
    for (let k = 0; k < lags; k++) for (let w = 0; w < WEIGHTS; w++) sums[k][w] += past[0][w] * past[k][w];
  }
  const products = sums.map((sum) => momentsOf(sum.map((value) => value / (STEPS + 1))));
  return { squares: products[0], products };
}

async function growth(seed: number): Promise<LawPoint[]> {
  const learning = new ScalarLearning({
    scheme: 'open-loop',
    weights: 10 * WEIGHTS,
    seed,
    pulses: PULSES,
    noise: 'write',
    sizes: { update: SIGMA },
  });
  const points: LawPoint[] = [];
  for (let t = 0; t <= TIMES.at(-1)!; t++) {
    await learning.ask(() => (t === 0 ? TARGET : t % 2 ? ALTERNATION : -ALTERNATION));
    if (!TIMES.includes(t + 1)) continue;
    const due = TARGET + (t % 2 ? ALTERNATION : 0);
    const squares = learning.hold().map((weight) => ((weight - due) / SIGMA) ** 2);
    points.push(point(t + 1, momentsOf(squares), Math.sqrt(t + 1)));
  }
  return points;
}

function momentsOf(values: Float64Array): Moments {
  const moments = new Moments(1);
  for (const value of values) moments.addAt(0, value);
  return moments;
}

/** A point of a law from the squared error of each weight. */
function point(at: number, squares: Moments, theory: number): LawPoint {
  const { mean, interval } = estimate(squares);
  const [low, high] = interval!.map((end) => Math.sqrt(Math.max(end, 0)));
  return { at, value: Math.sqrt(mean), interval: [low, high], theory };
}
