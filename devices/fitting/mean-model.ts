import type { MeanCurve } from '../vcm/response-curve.js';
import { meanResponse, risesToEnd } from '../vcm/response-curve.js';

/**
 * The range in which a and b have a meaning. f is a mixture of a straight line and a saturating exponential, in shares 1 − λ and λ:
 * f = (1 − λ) p/N + λ (1 − e^(−b p))/(1 − e^(−b N)) with λ = (1 − e^(−b N))/[1 − (a N + e^(−b N))].
 * At the smallest λ only the line remains, at the smallest b N a parabola, at the largest b a step at the first pulse. At large λ the curve
 * rises above its end and falls again; the edge is the λ at which it is flat at N.
 */
const MINIMUM_SHARE = 1e-4;
/** Slope at N on that edge, as a share of the mean slope. */
const MINIMUM_SLOPE = 1e-9;
/** Of b N. */
const MINIMUM_DECAY = 0.01;
/** Of b, per pulse. */
const MAXIMUM_RATE = 50;
const EDGE_STEPS = 2000;

/** Residuals of the readings about f(p; a, b) = [1 − (a p + e^(−b p))] / [1 − (a N + e^(−b N))]: cycle after cycle, p = 0 … N. */
export function meanResiduals(rises: readonly Float64Array[], curve: MeanCurve): Float64Array {
  const mean = meanValues(curve, rises[0].length - 1);
  return Float64Array.from(rises.flatMap((rise) => Array.from(rise, (x, p) => x - mean[p])));
}

/** f(p; a, b) at p = 0 … N. */
export function meanValues({ a, b }: MeanCurve, last: number): Float64Array {
  const span = 1 - (a * last + Math.exp(-b * last));
  return Float64Array.from({ length: last + 1 }, (_, p) => (1 - (a * p + Math.exp(-b * p))) / span);
}

/** ∂f/∂a and ∂f/∂b at p = 0 … N. */
export function meanGradient(curve: MeanCurve, last: number): [Float64Array, Float64Array] {
  const { a, b } = curve;
  const f = meanValues(curve, last);
  const endDecay = Math.exp(-b * last);
  const span = 1 - (a * last + endDecay);
  return [
    f.map((value, p) => (last * value - p) / span),
    f.map((value, p) => (p * Math.exp(-b * p) - last * endDecay * value) / span),
  ];
}

/** Whether a and b lie in the range in which they have a meaning. */
export function isWithinRange({ a, b }: MeanCurve, last: number): boolean {
  const endDecay = Math.exp(-b * last);
  const share = (1 - endDecay) / (1 - (a * last + endDecay));
  const bent = b * last >= MINIMUM_DECAY && b <= MAXIMUM_RATE && share >= MINIMUM_SHARE;
  return bent && risesToEnd(meanResponse({ a, b }, last), last);
}

/** The λ at which the curve is flat at N: its slope there, in units of the mean slope, is 1 − λ (1 − k), where k is the slope of the pure exponential. */
function maximumShare(b: number, last: number): number {
  const k = (b * last) / Math.expm1(b * last);
  return (1 - MINIMUM_SLOPE) / (1 - k);
}

/** The best mean model of a branch whose optimum lies on the edge of the range: λ by least squares at each b of a logarithmic grid. */
export function meanAtEdge(x: Float64Array): MeanCurve {
  const last = x.length - 1;
  const slowest = MINIMUM_DECAY / last;
  let best = { a: 0, b: 0, squares: Infinity };
  for (let step = 0; step <= EDGE_STEPS; step++) {
    const b = slowest * (MAXIMUM_RATE / slowest) ** (step / EDGE_STEPS);
    const full = -Math.expm1(-b * last);
    const bent = x.map((_, p) => -Math.expm1(-b * p) / full - p / last);
    const share = Math.min(Math.max(shareOf(bent, x), MINIMUM_SHARE), maximumShare(b, last));
    const squares = x.reduce((sum, value, p) => sum + (value - p / last - share * bent[p]) ** 2, 0);
    if (squares < best.squares) best = { a: (full * (1 - 1 / share)) / last, b, squares };
  }
  return { a: best.a, b: best.b };
}

/** λ by least squares: the excess of the branch over the straight line, projected on the excess of the exponential. */
function shareOf(bent: Float64Array, x: Float64Array): number {
  let [along, norm] = [0, 0];
  for (const [p, bend] of bent.entries()) {
    along += bend * (x[p] - p / (x.length - 1));
    norm += bend * bend;
  }
  return along / norm;
}
