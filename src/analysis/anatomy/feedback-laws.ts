import { ScalarLearning } from './scalar-learning.js';
import { estimate, Moments } from '../../runs/statistics.js';

/** Root mean square errors of scalar weights, in units of one noise σ, with 95 % intervals, beside what theory says. */
export interface LawPoint {
  /** α, or learning steps t where nothing is fed back */
  at: number;
  value: number;
  interval: readonly [number, number];
  theory: number;
}

/** What feedback does to noise of two kinds, and what happens without it. */
export interface FeedbackLaws {
  /** write noise with feedback: σ / √(α (2 − α)) */
  write: LawPoint[];
  /** read noise with feedback: σ √(α / (2 − α)) */
  read: LawPoint[];
  /** write noise without feedback: σ √t */
  openLoop: LawPoint[];
  /** autocorrelation of one weight's error with feedback and write noise: (1 − α)^k */
  decay: { learningRate: number; points: LawPoint[] };
}

const RATES = [0.02, 0.035, 0.06, 0.1, 0.2, 0.35, 0.5];
const TIMES = [1, 2, 4, 8, 16, 32, 64, 100];
const WEIGHTS = 300;
/** Learning steps that are averaged once the beginning is forgotten. */
const STEPS = 1000;
/** Small against the window, so that its ends play no part. */
const SIGMA = 0.01;
/** So many pulses that rounding plays none. */
const PULSES = 100_000;
const TARGET = 0.5;
/** A wish to and fro for a learner that has nothing to wish: about noise, not about where it goes. */
const TREMBLE = 0.001;

/** Measures the laws on linear devices, through product, scheme, board and bank. */
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

/** Squared errors around the target, a mean over time for each weight, and products of errors some steps apart. */
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
    await learning.ask(() => (t === 0 ? TARGET : t % 2 ? TREMBLE : -TREMBLE));
    if (!TIMES.includes(t + 1)) continue;
    const due = TARGET + (t % 2 ? TREMBLE : 0);
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

/** A root mean square from squares, weight by weight. */
function point(at: number, squares: Moments, theory: number): LawPoint {
  const { mean, interval } = estimate(squares);
  const [low, high] = interval!.map((end) => Math.sqrt(Math.max(end, 0)));
  return { at, value: Math.sqrt(mean), interval: [low, high], theory };
}
