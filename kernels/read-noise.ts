// Read noise of products, exact in law: a column's white part is one Gaussian. Of a device's three Ornstein–Uhlenbeck
// processes only the sum is ever seen, so a Kalman predictor with three states gives the law of the next reading from one
// draw (innovations form; Anderson and Moore, Optimal Filtering, 1979, ch. 9). Its covariance depends on the times of the
// readings alone, which the columns of a row share. Single reads are not drawn: nothing of them is used.
import { ACTORS, pink, WEIGHTS, white } from './devices';
import { normal } from './random';
import { CELLS, COUNT } from './tasks';

const ROWS: i32 = 128;
/** Longest gap in the table; after it nothing of a process is left. */
export const LONGEST: i32 = 1200;

/** e^(−gap/τ) of the three processes, one after the other */
export const kept = memory.data(3 * (LONGEST + 1) * 8, 16);
export const readStream = memory.data(16, 16);

/** what is expected of each process of each weight: all weights of one process after the other */
const expected = memory.data(3 * WEIGHTS * 8, 16);
const NEXT: usize = WEIGHTS * 8;
/** covariance 00 11 22 01 02 12 of each row and the time of its last reading, 64 bytes: critic first, then actors */
const covariances = memory.data(2 * ROWS * 64, 16);
/** of the row in hand: what remains of each process, its gains, and the deviation of the reading */
const hand = memory.data(7 * 8, 16);
let clock: i32 = 0;

/** Every process at its mean, with its whole variance. */
export function freshReadNoise(): void {
  clock = 0;
  memory.fill(expected, 0, 3 * NEXT);
  memory.fill(covariances, 0, 2 * ROWS * 64);
  for (let r: usize = 0; r < 2 * <usize>ROWS; r++) {
    for (let k: usize = 0; k < 3; k++) store<f64>(covariances + (r << 6) + (k << 3), 1.0 / 3);
  }
}

/** A reading of which nothing is used: time goes on. */
export function tick(): void {
  clock++;
}

/** Moves a row's covariance on to now, and to what is known after a reading. */
function moveOn(row: usize): void {
  const gap = (<usize>min(clock - load<i32>(row, 48), LONGEST)) << 3;
  store<i32>(row, clock, 48);
  const d0 = load<f64>(kept + gap);
  const d1 = load<f64>(kept + gap, (LONGEST + 1) * 8);
  const d2 = load<f64>(kept + gap, 2 * (LONGEST + 1) * 8);
  const p0 = d0 * d0 * (load<f64>(row) - 1.0 / 3) + 1.0 / 3;
  const p1 = d1 * d1 * (load<f64>(row, 8) - 1.0 / 3) + 1.0 / 3;
  const p2 = d2 * d2 * (load<f64>(row, 16) - 1.0 / 3) + 1.0 / 3;
  const p3 = load<f64>(row, 24) * d0 * d1;
  const p4 = load<f64>(row, 32) * d0 * d2;
  const p5 = load<f64>(row, 40) * d1 * d2;
  const r0 = p0 + p3 + p4;
  const r1 = p3 + p1 + p5;
  const r2 = p4 + p5 + p2;
  const deviation = sqrt(r0 + r1 + r2);
  const inverse = 1 / deviation;
  const g0 = r0 * inverse;
  const g1 = r1 * inverse;
  const g2 = r2 * inverse;
  store<f64>(row, p0 - g0 * g0);
  store<f64>(row, p1 - g1 * g1, 8);
  store<f64>(row, p2 - g2 * g2, 16);
  store<f64>(row, p3 - g0 * g1, 24);
  store<f64>(row, p4 - g0 * g2, 32);
  store<f64>(row, p5 - g1 * g2, 40);
  store<f64>(hand, d0);
  store<f64>(hand, d1, 8);
  store<f64>(hand, d2, 16);
  store<f64>(hand, g0, 24);
  store<f64>(hand, g1, 32);
  store<f64>(hand, g2, 40);
  store<f64>(hand, deviation, 48);
}

/** The 1/f-like parts of two neighbouring devices of the row in hand, now, as multiples of their deviations. */
function pinkPair(at: usize): v128 {
  const e = f64x2.replace_lane(f64x2.splat(normal(readStream)), 1, normal(readStream));
  const m0 = f64x2.mul(v128.load(expected + at), v128.load64_splat(hand));
  const m1 = f64x2.mul(v128.load(expected + NEXT + at), v128.load64_splat(hand, 8));
  const m2 = f64x2.mul(v128.load(expected + 2 * NEXT + at), v128.load64_splat(hand, 16));
  v128.store(expected + at, f64x2.add(m0, f64x2.mul(e, v128.load64_splat(hand, 24))));
  v128.store(expected + NEXT + at, f64x2.add(m1, f64x2.mul(e, v128.load64_splat(hand, 32))));
  v128.store(expected + 2 * NEXT + at, f64x2.add(m2, f64x2.mul(e, v128.load64_splat(hand, 40))));
  return f64x2.add(f64x2.add(m0, m1), f64x2.add(m2, f64x2.mul(e, v128.load64_splat(hand, 48))));
}

/** variance of the white part of each column */
const variance = memory.data(64, 16);

/** Adds to the actors' sums what the devices make of it that an observation drives. */
export function disturbActors(seen: usize, actions: usize, out: usize): void {
  clock++;
  memory.fill(variance, 0, 64);
  const count = <usize>load<u32>(seen, COUNT);
  for (let k: usize = 0; k < count; k++) {
    const cell = <usize>load<u32>(seen + (k << 2), CELLS);
    const x = v128.load64_splat(seen + (k << 3));
    const square = f64x2.mul(x, x);
    moveOn(covariances + ((<usize>ROWS + cell) << 6));
    for (let a: usize = 0; a < actions << 3; a += 16) {
      const at = ((ACTORS + cell * actions) << 3) + a;
      const part = f64x2.mul(f64x2.mul(x, v128.load(pink + at)), pinkPair(at));
      v128.store(out + a, f64x2.add(v128.load(out + a), part));
      v128.store(variance + a, f64x2.add(v128.load(variance + a), f64x2.mul(square, v128.load(white + at))));
    }
  }
  for (let a: usize = 0; a < actions << 3; a += 8) {
    store<f64>(out + a, load<f64>(out + a) + sqrt(load<f64>(variance + a)) * normal(readStream));
  }
}

/** input of each cell in the critic's product at hand; zero between products */
const input = memory.data(ROWS * 8, 16);

/** What the critic's devices add to −seen + discount · next, which is one product: a cell that both drive has one input. */
export function criticNoise(seen: usize, next: usize, discount: f64): f64 {
  clock++;
  addInputs(seen, -1);
  if (discount != 0) addInputs(next, discount);
  store<f64>(variance, 0);
  let sum = driven(seen);
  if (discount != 0) sum += driven(next);
  return sum + sqrt(load<f64>(variance)) * normal(readStream);
}

function addInputs(observation: usize, factor: f64): void {
  const count = <usize>load<u32>(observation, COUNT);
  for (let k: usize = 0; k < count; k++) {
    const to = input + ((<usize>load<u32>(observation + (k << 2), CELLS)) << 3);
    store<f64>(to, load<f64>(to) + factor * load<f64>(observation + (k << 3)));
  }
}

/** The 1/f-like parts of an observation's cells, by their inputs; none of a cell that had its turn. */
function driven(observation: usize): f64 {
  let sum: f64 = 0;
  const count = <usize>load<u32>(observation, COUNT);
  for (let k: usize = 0; k < count; k++) {
    const cell = <usize>load<u32>(observation + (k << 2), CELLS);
    const at = cell << 3;
    const x = load<f64>(input + at);
    if (x == 0) continue;
    store<f64>(input + at, 0);
    moveOn(covariances + (cell << 6));
    const e = normal(readStream);
    const m0 = load<f64>(expected + at) * load<f64>(hand);
    const m1 = load<f64>(expected + NEXT + at) * load<f64>(hand, 8);
    const m2 = load<f64>(expected + 2 * NEXT + at) * load<f64>(hand, 16);
    store<f64>(expected + at, m0 + e * load<f64>(hand, 24));
    store<f64>(expected + NEXT + at, m1 + e * load<f64>(hand, 32));
    store<f64>(expected + 2 * NEXT + at, m2 + e * load<f64>(hand, 40));
    sum += x * load<f64>(pink + at) * (m0 + m1 + m2 + e * load<f64>(hand, 48));
    store<f64>(variance, load<f64>(variance) + x * x * load<f64>(white + at));
  }
  return sum;
}
