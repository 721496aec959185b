// The whole loop of a run: see, act, learn (src/learners/actor-critic.ts), for what most runs are made of. The host fills
// the tables, seeds the streams, lets episodes pass, and reads what became of the devices.
import {
  ACTORS,
  believed,
  change,
  changeAll,
  freshDevices,
  openLoop,
  readNoisy,
  updates,
  weight,
} from './devices';
import { expPair } from './maths';
import { uniform } from './random';
import { criticNoise, disturbActors, freshReadNoise, tick } from './read-noise';
import { act, BLOCK, CELLS, COUNT, ended, forced, largest, other, reward, side, start } from './tasks';

export { ACTORS, believed, CURVE, curve, curves, cycles, cycleStream, exact, highest, joules, lowest, openLoop, pink, range, readNoisy, readPrice, reads, resetPrice, resets, setPrice, sets, updates, weight, WEIGHTS, white, writeNoisy, writeStream } from './devices'; // prettier-ignore
export { kept, LONGEST, readStream } from './read-noise';
export { extent, inPlane, side, startStream, trail, trailEnd, width } from './tasks';

export const actionStream = memory.data(16, 16);
/** Corners of the blocks that products drove (as in `ProductReads`, i32): of the actors, and of the critic. */
export const drivenActors = memory.data(264 * 4, 16);
export const drivenCritic = memory.data(264 * 4, 16);

/** What the host sets. */
export let learningRate: f64 = 0;
export let discount: f64 = 0;
export let temperature: f64 = 1;
export let threshold: f64 = 0;
export let stepLimit: i32 = 0;
export let actions: usize = 0;

/** Room for the host's tables. @returns its address */
export function reserve(bytes: usize): usize {
  return heap.alloc(bytes);
}

/** A new seed, whose streams the host has filled. */
export function begin(): void {
  freshDevices();
  freshReadNoise();
  memory.fill(drivenActors, 0, 264 * 4);
  memory.fill(drivenCritic, 0, 264 * 4);
}

/** Lets episodes pass. @param moves of each (i32) @param truncated 1 for each that the step limit ended (u8) */
export function advance(episodes: i32, moves: usize, truncated: usize): void {
  for (let e: usize = 0; e < <usize>episodes; e++) {
    let seen = start();
    let expected = valueOf(seen);
    let taken = 0;
    let count = 0;
    while (true) {
      const action = choose(seen);
      const next = act(action, other(seen));
      const isLast = ++count >= stepLimit;
      if (!forced) taken++;
      let ahead = ended ? 0 : valueOf(next);
      const tdUpdate = tdErrorOf(seen, next, expected, ahead);
      if (learn(seen, action, tdUpdate) && !ended) ahead = valueOf(next);
      if (ended || isLast) break;
      seen = next;
      expected = ahead;
    }
    store<i32>(moves + (e << 2), taken);
    store<u8>(truncated + e, ended ? 0 : 1);
  }
}

/** sums of the actors' columns, as last read */
export const preference = memory.data(64, 16);
const odds = memory.data(64, 16);
const coupling = memory.data(64, 16);

/** Reads the preferences of what is seen, and chooses by the softmax policy. */
function choose(seen: usize): i32 {
  sumPreferences(seen);
  const last = actions - 1;
  let highest = load<f64>(preference);
  for (let a: usize = 1; a < actions; a++) highest = max(highest, load<f64>(preference + (a << 3)));
  for (let a: usize = 0; a < actions; a += 2) {
    const above = f64x2.sub(v128.load(preference + (a << 3)), f64x2.splat(highest));
    v128.store(odds + (a << 3), expPair(f64x2.div(above, f64x2.splat(temperature))));
  }
  let total: f64 = 0;
  for (let a: usize = 0; a < actions; a++) {
    total += load<f64>(odds + (a << 3));
    store<f64>(odds + (a << 3), total);
  }
  const aim = uniform(actionStream) * total;
  let action: usize = 0;
  while (action < last && load<f64>(odds + (action << 3)) <= aim) action++;
  return <i32>action;
}

/** Sums below this are zero, as `Crossbar` has it. */
const ROUNDING: f64 = 1e-12;

function sumPreferences(seen: usize): void {
  const weights = (openLoop ? believed : weight) + (ACTORS << 3);
  memory.fill(preference, 0, 64);
  let a: usize = 0;
  for (; a + 8 <= actions; a += 8) sumEight(seen, weights + (a << 3), preference + (a << 3));
  for (; a < actions; a += 2) sumTwo(seen, weights + (a << 3), preference + (a << 3));
  if (!openLoop) {
    drive(drivenActors, seen + BLOCK, 1);
    if (readNoisy) disturbActors(seen, actions, preference);
  }
  for (let a: usize = 0; a < actions; a++) {
    if (abs(load<f64>(preference + (a << 3))) < ROUNDING) store<f64>(preference + (a << 3), 0);
  }
}

function sumEight(seen: usize, weights: usize, out: usize): void {
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  const count = <usize>load<u32>(seen, COUNT);
  for (let k: usize = 0; k < count; k++) {
    const x = v128.load64_splat(seen + (k << 3));
    const at = weights + <usize>load<u32>(seen + (k << 2), CELLS) * (actions << 3);
    s0 = f64x2.add(s0, f64x2.mul(x, v128.load(at)));
    s1 = f64x2.add(s1, f64x2.mul(x, v128.load(at, 16)));
    s2 = f64x2.add(s2, f64x2.mul(x, v128.load(at, 32)));
    s3 = f64x2.add(s3, f64x2.mul(x, v128.load(at, 48)));
  }
  v128.store(out, s0);
  v128.store(out, s1, 16);
  v128.store(out, s2, 32);
  v128.store(out, s3, 48);
}

function sumTwo(seen: usize, weights: usize, out: usize): void {
  let sum = f64x2.splat(0);
  const count = <usize>load<u32>(seen, COUNT);
  for (let k: usize = 0; k < count; k++) {
    const at = weights + <usize>load<u32>(seen + (k << 2), CELLS) * (actions << 3);
    sum = f64x2.add(sum, f64x2.mul(v128.load64_splat(seen + (k << 3)), v128.load(at)));
  }
  v128.store(out, sum);
}

/** The value that the critic gives to what is seen, without read noise. */
function valueOf(seen: usize): f64 {
  let even: f64 = 0;
  let odd: f64 = 0;
  const count = <usize>load<u32>(seen, COUNT);
  let k: usize = 0;
  for (; k + 2 <= count; k += 2) {
    even += term(seen, k);
    odd += term(seen, k + 1);
  }
  return k < count ? even + term(seen, k) + odd : even + odd;
}

function term(seen: usize, k: usize): f64 {
  const at = (<usize>load<u32>(seen + (k << 2), CELLS)) << 3;
  return load<f64>(seen + (k << 3)) * load<f64>((openLoop ? believed : weight) + at);
}

/** α δ, read as one sum of signed inputs. */
function tdErrorOf(seen: usize, next: usize, expected: f64, ahead: f64): f64 {
  let sum = learningRate * reward - learningRate * expected + learningRate * discount * ahead;
  if (!openLoop) {
    drive(drivenCritic, seen + BLOCK, 1);
    if (!ended && discount > 0) {
      drive(drivenCritic, next + BLOCK, 1);
      discountShared(seen + BLOCK, next + BLOCK);
    }
    if (readNoisy) sum += learningRate * criticNoise(seen, next, ended ? 0 : discount);
  }
  return abs(sum) < ROUNDING ? 0 : sum;
}

/** Asks for Δw_j = α δ x_j and Δθ_ij = α δ x_j (1[i = a] − h_i). @returns whether it asked for any */
function learn(seen: usize, action: i32, tdUpdate: f64): bool {
  let steepest: f64 = 1;
  for (let a: usize = 0; a < actions; a++) {
    const hebb = (a == <usize>action ? 1.0 : 0.0) - load<f64>(preference + (a << 3));
    store<f64>(coupling + (a << 3), hebb);
    steepest = max(steepest, abs(hebb));
  }
  if (abs(tdUpdate) * largest() * steepest < threshold) return false;
  if (!openLoop) tick();
  const before = updates;
  const taught: usize = forced ? 0 : actions;
  const count = <usize>load<u32>(seen, COUNT);
  for (let k: usize = 0; k < count; k++) {
    const by = tdUpdate * load<f64>(seen + (k << 3));
    if (abs(by) * steepest < threshold) continue;
    const cell = <usize>load<u32>(seen + (k << 2), CELLS);
    change(cell, by, threshold);
    changeAll(ACTORS + cell * actions, by, coupling, taught, threshold);
  }
  return updates != before;
}

/** Marks a block that a product drove, or takes the mark away. */
function drive(corners: usize, block: usize, by: i32): void {
  const low = load<i32>(block, 8) * (<i32>side + 1);
  const high = load<i32>(block, 12) * (<i32>side + 1);
  bump(corners, low + load<i32>(block), by);
  bump(corners, low + load<i32>(block, 4), -by);
  bump(corners, high + load<i32>(block), -by);
  bump(corners, high + load<i32>(block, 4), by);
}

function bump(corners: usize, at: i32, by: i32): void {
  const to = corners + ((<usize>at) << 2);
  store<i32>(to, load<i32>(to) + by);
}

const shared = memory.data(16, 16);

/** Takes away what two blocks share, because a product reads it once. */
function discountShared(one: usize, two: usize): void {
  store<i32>(shared, max(load<i32>(one), load<i32>(two)));
  store<i32>(shared, min(load<i32>(one, 4), load<i32>(two, 4)), 4);
  store<i32>(shared, max(load<i32>(one, 8), load<i32>(two, 8)), 8);
  store<i32>(shared, min(load<i32>(one, 12), load<i32>(two, 12)), 12);
  const isEmpty = load<i32>(shared) >= load<i32>(shared, 4) || load<i32>(shared, 8) >= load<i32>(shared, 12);
  if (!isEmpty) drive(drivenCritic, shared, -1);
}
