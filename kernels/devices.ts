// Devices, one for each weight, in units of their window; the meter that counts what they go through; the digital copy of an open-loop learner.
import { exp, lowerBranch, rounded, wrightOmega } from './maths';
import { below, normal } from './random';

/** Number of the first actor; the critic's weights have the numbers of their cells. */
export const ACTORS: usize = 128;
/** Most weights: 128 cells with a critic and 8 actors. */
export const WEIGHTS: i32 = 1152;

/** What the host fills for each weight: range of pulses, and first row of its curves; … */
export const range = memory.data(WEIGHTS * 8, 16);
export const curve = memory.data(WEIGHTS * 8, 16);
/** … ends of the window, siemens; … */
export const lowest = memory.data(WEIGHTS * 8, 16);
export const highest = memory.data(WEIGHTS * 8, 16);
/** … V² t of a SET pulse, a RESET pulse and a read, joules per siemens; … */
export const setPrice = memory.data(WEIGHTS * 8, 16);
export const resetPrice = memory.data(WEIGHTS * 8, 16);
export const readPrice = memory.data(WEIGHTS * 8, 16);
/** … read noise in units of the window: variance of the white part, deviation of the 1/f-like part. */
export const white = memory.data(WEIGHTS * 8, 16);
export const pink = memory.data(WEIGHTS * 8, 16);
export const writeStream = memory.data(16, 16);
export const cycleStream = memory.data(16, 16);

/** What the host reads for each weight: what its device holds, its digital copy, SET pulses, RESET pulses and single reads so far. */
export const weight = memory.data(WEIGHTS * 56, 16);
export const believed: usize = weight + WEIGHTS * 8;
export const sets: usize = weight + WEIGHTS * 16;
export const resets: usize = weight + WEIGHTS * 24;
export const reads: usize = weight + WEIGHTS * 32;
/** 2 + cycle (0 until it is drawn), whether it goes down, sign of the last update, parity of the flips */
const walk: usize = weight + WEIGHTS * 40;

/** Updates asked for so far, and energy of pulses and single reads. */
export let updates: f64 = 0;
export let joules: f64 = 0;

/** What the host sets: exact memories; a digital copy with which the learner computes; which noise acts; cycles of each device. */
export let exact: bool = false;
export let openLoop: bool = false;
export let writeNoisy: bool = false;
export let readNoisy: bool = false;
export let cycles: i32 = 1;
/** address of the curves, 12 numbers each: those of `ResponseCurves`, then the noise of an update and of a pulse */
export let curves: usize = 0;
const ALPHA = 0, BETA = 8, ZETA = 24, LOW = 32, HIGH = 40, END = 48, OFFSET = 56, STEEPNESS = 64, SCALE = 72, UPDATE = 80, PULSE = 88; // prettier-ignore
/** bytes of a curve */
export const CURVE: usize = 96;

/** Fresh devices, each at the lower end of its window, and no costs. */
export function freshDevices(): void {
  memory.fill(weight, 0, WEIGHTS * 56);
  updates = 0;
  joules = 0;
}

/** Asks for a change of weight d by the condition's scheme, with linear pulse counts, where it is not below the threshold. */
export function change(d: usize, delta: f64, threshold: f64): void {
  if (delta == 0 || !(abs(delta) >= threshold)) return;
  const at = d << 3;
  const before = load<f64>(weight + at);
  const free = delta > 0 ? before < 1 : before > 0;
  if (openLoop) store<f64>(believed + at, min(max(load<f64>(believed + at) + delta, 0.0), 1.0));
  // A noisy reading is never the end itself.
  else if (!free && !isRead(at)) return;
  let after = before;
  if (exact) {
    const span = load<f64>(highest + at) - load<f64>(lowest + at);
    after = weightAt(at, siemens(at, before) + delta * span);
  } else {
    const most = load<f64>(range + at);
    const pulses = min(max(rounded(most * delta), -most), most);
    if (free) after = pulsed(d, before, delta > 0 ? 1 : -1, pulses);
    meterPulses(at, (before + after) / 2, pulses);
  }
  store<f64>(weight + at, after);
  updates += 1;
  if (!openLoop) meterRead(at, after);
}

/** The same for neighbouring weights from d on. @param factors of `by` in each change */
export function changeAll(d: usize, by: f64, factors: usize, count: usize, threshold: f64): void {
  if (exact && !openLoop) changeExactly(d << 3, by, factors, count << 3, threshold);
  else for (let a: usize = 0; a < count; a++) change(d + a, by * load<f64>(factors + (a << 3)), threshold);
}

/** Exact memories, two at a time. */
function changeExactly(at: usize, by: f64, factors: usize, bytes: usize, threshold: f64): void {
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  let counted = zero;
  let energy = zero;
  for (let a: usize = 0; a < bytes; a += 16) {
    const delta = f64x2.mul(f64x2.splat(by), v128.load(factors + a));
    const before = v128.load(weight + at + a);
    const low = v128.load(lowest + at + a);
    const high = v128.load(highest + at + a);
    const span = f64x2.sub(high, low);
    const present = f64x2.add(low, f64x2.mul(before, span));
    const target = f64x2.pmin(f64x2.pmax(f64x2.add(present, f64x2.mul(delta, span)), low), high);
    const rises = v128.and(f64x2.gt(delta, zero), f64x2.ne(before, one));
    const falls = v128.and(f64x2.lt(delta, zero), f64x2.ne(before, zero));
    const asked = v128.and(f64x2.ge(f64x2.abs(delta), f64x2.splat(threshold)), v128.or(rises, falls));
    const after = f64x2.div(f64x2.sub(target, low), span);
    const read = v128.and(one, asked);
    v128.store(weight + at + a, v128.bitselect(after, before, asked));
    v128.store(reads + at + a, f64x2.add(v128.load(reads + at + a), read));
    counted = f64x2.add(counted, read);
    energy = f64x2.add(energy, f64x2.mul(read, f64x2.mul(v128.load(readPrice + at + a), target)));
  }
  updates += f64x2.extract_lane(counted, 0) + f64x2.extract_lane(counted, 1);
  joules += f64x2.extract_lane(energy, 0) + f64x2.extract_lane(energy, 1);
}

/** Whether a device with read noise was read. */
function isRead(at: usize): bool {
  return load<f64>(white + at) + load<f64>(pink + at) > 0 && load<f64>(reads + at) > 0;
}

/** The weight after a train of pulses; noise is added and the window is kept. */
function pulsed(d: usize, before: f64, direction: i32, pulses: f64): f64 {
  const falls = pulses < 0 || (pulses == 0 && direction < 0);
  const row = <i32>load<f64>(curve + (d << 3)) + 2 * nextCycle(d, direction, pulses) + i32(falls);
  const c = curves + <usize>row * CURVE;
  const m = abs(pulses);
  let x = moved(c, falls ? 1 - before : before, m);
  if (writeNoisy) {
    const update = load<f64>(c, UPDATE);
    const pulse = load<f64>(c, PULSE);
    const noise = sqrt(update * update + m * pulse * pulse) * normal(writeStream);
    x = falls ? x - noise : x + noise;
  }
  return weightAt(d << 3, siemens(d << 3, falls ? 1 - x : x));
}

/** The conductance of a weight. A device keeps it in siemens, whose rounding is finer near 1 than near 0. */
function siemens(at: usize, weight: f64): f64 {
  const low = load<f64>(lowest + at);
  return low + weight * (load<f64>(highest + at) - low);
}

/** The weight of a conductance, which is kept in its window. */
function weightAt(at: usize, siemens: f64): f64 {
  const low = load<f64>(lowest + at);
  const high = load<f64>(highest + at);
  return (min(max(siemens, low), high) - low) / (high - low);
}

/** x after m pulses more on its curve (see `ResponseCurves.move`). */
function moved(c: usize, from: f64, m: f64): f64 {
  const beta = load<f64>(c, BETA);
  const x = min(max(from, load<f64>(c, LOW)), load<f64>(c, HIGH));
  const offset = load<f64>(c, OFFSET) - load<f64>(c, STEEPNESS) * x;
  let r = max(load<f64>(c, ALPHA) - x, load<f64>(c, END));
  if (beta > 0) r = wrightOmega(offset) * load<f64>(c, SCALE);
  if (beta < 0) r = lowerBranch(-offset) * load<f64>(c, SCALE);
  const left = r * exp(-load<f64>(c, ZETA) * m);
  if (left < load<f64>(c, END) && m != 0) return load<f64>(c, HIGH);
  return x + (beta * m + (r - left));
}

/** The cycle that device d follows in this update: the walk of the published program. */
function nextCycle(d: usize, direction: i32, pulses: f64): i32 {
  if (cycles == 1) return 0;
  const at = walk + (d << 4);
  let cycle = load<i32>(at) - 2;
  if (cycle == -2) {
    cycle = below(cycleStream, max(1, cycles - 1));
  } else if (f64(load<i32>(at, 8)) * pulses < 0) {
    store<i32>(at, load<i32>(at, 12) ^ 1, 12);
    if (load<i32>(at, 12) == 0) {
      if (cycle <= 0 || cycle >= cycles - 1) store<i32>(at, load<i32>(at, 4) ^ 1, 4);
      cycle += load<i32>(at, 4) == 0 ? 1 : -1;
    }
  }
  store<i32>(at, cycle + 2);
  store<i32>(at, direction, 8);
  return cycle < 0 ? cycles - 1 : cycle;
}

/** Counts the pulses of an update, with V² G t at the mean of the weights before and after. */
function meterPulses(at: usize, mean: f64, pulses: f64): void {
  const counted = (pulses > 0 ? sets : resets) + at;
  const price = (pulses > 0 ? setPrice : resetPrice) + at;
  store<f64>(counted, load<f64>(counted) + abs(pulses));
  joules += abs(pulses) * load<f64>(price) * siemens(at, mean);
}

function meterRead(at: usize, read: f64): void {
  store<f64>(reads + at, load<f64>(reads + at) + 1);
  joules += load<f64>(readPrice + at) * siemens(at, read);
}
