// The two mazes of the article, and what the learner sees of them: envs/t-maze.ts, envs/water-maze.ts, envs/place-cells.ts.
import { expPair } from './maths';
import { uniform } from './random';

/** An observation: the numbers that cells see (f64), from CELLS on the cells in the same order (u32), from COUNT on how many (u32), from BLOCK on the block that they are: columns [0] ≤ c < [1], rows [2] ≤ r < [3] (i32). */
export const CELLS: usize = 1024, COUNT: usize = 1536, BLOCK: usize = 1540; // prettier-ignore
const OBSERVATION: i32 = 1560;
const observations = memory.data(2 * OBSERVATION, 16);

/** What the host sets: the water maze, or else the T-maze; cells in a row of the grid; ± coordinate of the outermost cells, and width of a field. */
export let inPlane: bool = false;
export let side: usize = 0;
export let extent: f64 = 0;
export let width: f64 = 1;
export const startStream = memory.data(16, 16);

/** What a step led to. */
export let reward: f64 = 0;
export let ended: bool = false;
export let forced: bool = false;

/** Where the present episode went, for a host that gives room: (x, y), or a state and 0; the next address and the end of the room. */
export let trail: usize = 0;
export let trailEnd: usize = 0;

let x: f64 = 0;
let y: f64 = 0;
let state: i32 = 0;

/** The largest number that a cell can show. */
export function largest(): f64 {
  return inPlane ? 1 / (width * sqrt(2 * Math.PI)) : 1;
}

/** The other one of the two observations. */
export function other(observation: usize): usize {
  return observation == observations ? observations + <usize>OBSERVATION : observations;
}

/** Starts an episode. @returns what is seen */
export function start(): usize {
  state = 0;
  forced = false;
  if (inPlane) {
    do {
      x = 6 * (2 * uniform(startStream) - 1);
      y = 6 * (2 * uniform(startStream) - 1);
    } while (isBlocked(x, y) || isGoal(x, y));
  }
  return observe(observations);
}

/** Takes an action; reward, ended and forced say what came of it. @param into observation to be written @returns the same */
export function act(action: i32, into: usize): usize {
  if (inPlane) move(action);
  else turn(action);
  return observe(into);
}

function observe(into: usize): usize {
  if (trail < trailEnd && !forced) mark();
  if (inPlane) return seePlace(into);
  store<f64>(into, 1);
  store<u32>(into, state, CELLS);
  store<u32>(into, 1, COUNT);
  return framed(into, state, state + 1, 0, 1);
}

function mark(): void {
  store<f64>(trail, inPlane ? x : f64(state));
  store<f64>(trail, y, 8);
  trail += 16;
}

function framed(into: usize, left: i32, right: i32, low: i32, high: i32): usize {
  store<i32>(into, left, BLOCK);
  store<i32>(into, right, BLOCK + 4);
  store<i32>(into, low, BLOCK + 8);
  store<i32>(into, high, BLOCK + 12);
  return into;
}

/** next state by state and action */
const next = memory.data<u8>([0, 1, 0, 2, 1, 3, 2, 4, 7, 5, 4, 6, 5, 6, 4, 8, 7, 8]);
const REWARDED: i32 = 6;

function turn(action: i32): void {
  ended = forced = state == REWARDED;
  reward = ended ? 1 : 0;
  if (!ended) state = load<u8>(next + <usize>(2 * state + action));
}

const moves = memory.data(16 * 8, 16);
for (let k: usize = 0; k < 8; k++) {
  store<f64>(moves + (k << 4), 1.5 * Math.sin((f64(k) * Math.PI) / 4));
  store<f64>(moves + (k << 4), 1.5 * Math.cos((f64(k) * Math.PI) / 4), 8);
}

function isGoal(x: f64, y: f64): bool {
  return x * x + y * y <= 0.25;
}

/** Whether a place lies outside the arena or in the wall. */
function isBlocked(x: f64, y: f64): bool {
  const aside = abs(x);
  if (aside > 6 || abs(y) > 6) return true;
  if (aside >= 1.5 && aside <= 2.5) return y > -2.5 && y < 2;
  return aside <= 1.5 && y >= -2.5 && y <= -1.5;
}

function move(action: i32): void {
  const fromX = x;
  const fromY = y;
  x = fromX + load<f64>(moves + ((<usize>action) << 4));
  y = fromY + load<f64>(moves + ((<usize>action) << 4), 8);
  reward = 0;
  ended = false;
  const isInside = abs(x) <= 6 && abs(y) <= 6;
  const isAside = min(fromX, x) > 2.5 || max(fromX, x) < -2.5 || min(fromY, y) > 2 || max(fromY, y) < -2.5;
  if (!(isInside && isAside)) meet(fromX, fromY);
}

/** Checks the path of a move for wall, edge and goal. */
function meet(fromX: f64, fromY: f64): void {
  const dx = x - fromX;
  const dy = y - fromY;
  for (let k = 1; k < 10; k++) {
    const share = f64(k) / 9;
    const atX = fromX + share * dx;
    const atY = fromY + share * dy;
    if (isBlocked(atX, atY)) {
      x = fromX + (f64(k - 1) / 9) * dx;
      y = fromY + (f64(k - 1) / 9) * dy;
      return;
    }
    if (isGoal(atX, atY)) {
      reward = 1;
      ended = true;
      return;
    }
  }
}

/** How far a cell sees, in widths (see `PlaceCells`), and in cells from the nearest one. */
const REACH: f64 = 5;
const FARTHEST: i32 = 6;
/** exp(−(s − c)² / 2σ²) of both axes as a pair, for the nearest cell ± FARTHEST */
const factors = memory.data((2 * FARTHEST + 1) * 16, 16);

function seePlace(into: usize): usize {
  const pitch = (2 * extent) / f64(side - 1);
  const density = f64(side - 1) / (2 * extent);
  const sharpness = 1 / (width * width);
  const nearX = nearest(x, density);
  const nearY = nearest(y, density);
  const off = f64x2.replace_lane(
    f64x2.splat(x + extent - f64(nearX) * pitch),
    1,
    y + extent - f64(nearY) * pitch,
  );
  lookAlong(off, pitch, sharpness);
  const fromX = first(x, density);
  const toX = last(x, density);
  const fromY = first(y, density);
  const toY = last(y, density);
  const peak = largest();
  let k: usize = 0;
  for (let j = fromY; j < toY; j++) {
    const row = peak * load<f64>(factors + ((<usize>(j - nearY + FARTHEST)) << 4), 8);
    for (let i = fromX; i < toX; i++, k++) {
      store<f64>(into + (k << 3), row * load<f64>(factors + ((<usize>(i - nearX + FARTHEST)) << 4)));
      store<u32>(into + (k << 2), j * <i32>side + i, CELLS);
    }
  }
  store<u32>(into, <u32>k, COUNT);
  return framed(into, fromX, toX, fromY, toY);
}

function nearest(at: f64, density: f64): i32 {
  return min(max(i32(floor((at + extent) * density + 0.5)), 0), i32(side) - 1);
}

function first(at: f64, density: f64): i32 {
  return max(0, i32(ceil((at + extent - REACH * width) * density)));
}

function last(at: f64, density: f64): i32 {
  return min(i32(side), i32(floor((at + extent + REACH * width) * density)) + 1);
}

/** The factors of both axes: each follows from its neighbour by two multiplications. @param off distances from the nearest cells */
function lookAlong(off: v128, pitch: f64, sharpness: f64): void {
  const half = f64x2.splat(-0.5 * sharpness);
  const step = expPair(f64x2.splat(-0.5 * pitch * pitch * sharpness));
  const outward = expPair(f64x2.mul(off, f64x2.splat(pitch * sharpness)));
  const bend = f64x2.mul(step, step);
  let up = expPair(f64x2.mul(f64x2.mul(off, off), half));
  let down = up;
  let ratioUp = f64x2.mul(step, outward);
  let ratioDown = f64x2.div(step, outward);
  const middle = factors + ((<usize>FARTHEST) << 4);
  v128.store(middle, up);
  for (let k: usize = 1; k <= <usize>FARTHEST; k++) {
    up = f64x2.mul(up, ratioUp);
    down = f64x2.mul(down, ratioDown);
    ratioUp = f64x2.mul(ratioUp, bend);
    ratioDown = f64x2.mul(ratioDown, bend);
    v128.store(middle + (k << 4), up);
    v128.store(middle - (k << 4), down);
  }
}
