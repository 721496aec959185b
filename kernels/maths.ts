// Functions of numbers: only additions, multiplications and square roots, so that every machine gives the same bits.

const LOG2E: f64 = 1.4426950408889634;
const LN2_HIGH: f64 = 6.9314718036912381649e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;
/** Adding it leaves a double no room for a fraction: the sum's low bits are the whole number. */
const WHOLE: f64 = 6755399441055744;

/** e^x of two numbers up to 708; below −708 it is 0. Relative error below 1e-15 (Taylor's series on |r| ≤ ln 2 / 2). */
export function expPair(argument: v128): v128 {
  const lowest = f64x2.splat(-708);
  const x = f64x2.pmax(argument, lowest);
  const shifted = f64x2.add(f64x2.mul(x, f64x2.splat(LOG2E)), f64x2.splat(WHOLE));
  const n = f64x2.sub(shifted, f64x2.splat(WHOLE));
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(n, f64x2.splat(LN2_HIGH))), f64x2.mul(n, f64x2.splat(LN2_LOW)));
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  const a = f64x2.add(pair(r, 1, 1), f64x2.mul(r2, pair(r, 1 / 2, 1 / 6)));
  const b = f64x2.add(pair(r, 1 / 24, 1 / 120), f64x2.mul(r2, pair(r, 1 / 720, 1 / 5040)));
  const c = f64x2.add(pair(r, 1 / 40320, 1 / 362880), f64x2.mul(r2, pair(r, 1 / 3628800, 1 / 39916800)));
  const d = pair(r, 1 / 479001600, 1 / 6227020800);
  const power = f64x2.add(a, f64x2.mul(r4, f64x2.add(b, f64x2.mul(r4, f64x2.add(c, f64x2.mul(r4, d))))));
  return v128.and(i64x2.add(power, i64x2.shl(shifted, 52)), f64x2.ge(argument, lowest));
}

/** a + b r */
function pair(r: v128, a: f64, b: f64): v128 {
  return f64x2.add(f64x2.splat(a), f64x2.mul(r, f64x2.splat(b)));
}

/** e^x of one number. */
export function exp(x: f64): f64 {
  return f64x2.extract_lane(expPair(f64x2.splat(x)), 0);
}

/** The nearest whole number, half to even. */
export function rounded(x: f64): f64 {
  return x + WHOLE - WHOLE;
}

const FROM: f64 = -16;
const TO: f64 = 32;
const PER_UNIT: f64 = 128;
const KNOTS: i32 = 6145;
/** value and slope of Wright's function at each knot, alternating */
const omega = memory.data(KNOTS * 16, 16);
for (let i = 0; i < KNOTS; i++) {
  const u = iterated(FROM + f64(i) / PER_UNIT);
  store<f64>(omega + ((<usize>i) << 4), u);
  store<f64>(omega + ((<usize>i) << 4), u / (1 + u) / PER_UNIT, 8);
}

/** Wright's omega function, u + ln u = L, as in src/core/maths/wright-omega.ts. */
export function wrightOmega(L: f64): f64 {
  if (!(L >= FROM && L < TO)) return iterated(L);
  const s = (L - FROM) * PER_UNIT;
  const knot = i32(s);
  const t = s - f64(knot);
  const at = omega + ((<usize>knot) << 4);
  const left = load<f64>(at);
  const slope = load<f64>(at, 8);
  const rise = load<f64>(at, 16) - left;
  const after = load<f64>(at, 24);
  return left + t * (slope + t * (3 * rise - 2 * slope - after + t * (slope + after - 2 * rise)));
}

function iterated(L: f64): f64 {
  let u = L > 1 ? L - Math.log(L) : Math.exp(min(L, 0));
  for (let step = 0; step < 8 && u > 0; step++) {
    const next = (u * (1 + L - Math.log(u))) / (1 + u);
    const settled = abs(next - u) <= 1e-15 * next;
    u = next;
    if (settled) break;
  }
  return u;
}

/** v ≥ 1 with v − ln v = M; M below 1 gives 1. */
export function lowerBranch(M: f64): f64 {
  const t = M - 1;
  if (!(t > 0)) return 1;
  let v = 1 + sqrt(2 * t) + (2.0 / 3) * t;
  for (let step = 0; step < 20; step++) {
    const change = ((v - Math.log(v) - M) * v) / (v - 1);
    v -= change;
    if (abs(change) <= 1e-15 * v) break;
  }
  return v;
}
