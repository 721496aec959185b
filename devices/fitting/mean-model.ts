import type { MeanCurve } from '../vcm/response-curve.js';
import { meanResponse, risesToEnd } from '../vcm/response-curve.js';

/**
 * Where a and b mean something. f is a straight line and a saturating exponential in shares 1 − λ and λ,
 * f = (1 − λ) p/N + λ (1 − e^(−b p))/(1 − e^(−b N)) with λ = (1 − e^(−b N))/[1 − (a N + e^(−b N))]:
 * at the smallest λ only the line is left, at the smallest b N a parabola, at the largest b a step at the first pulse. At large λ the curve
 * rises above its end and falls again: on the edge it is flat at N.
 */
const LEAST_SHARE = 1e-4;
/** Slope at N on that edge, as a share of the mean slope. */
const LEAST_SLOPE = 1e-9;
const LEAST_DECAY = 0.01;
const FASTEST = 50;
const EDGE_STEPS = 2000;

/** What f(p; a, b) = [1 − (a p + e^(−b p))] / [1 − (a N + e^(−b N))] leaves of the readings: cycle after cycle, p = 0 … N. */
export function meanResiduals(rises: readonly Float64Array[], { a, b }: MeanCurve): Float64Array {
  const last = rises[0].length - 1;
  const span = 1 - (a * last + Math.exp(-b * last));
  const mean = rises[0].map((_, p) => (1 - (a * p + Math.exp(-b * p))) / span);
  return Float64Array.from(rises.flatMap((rise) => Array.from(rise, (x, p) => x - mean[p])));
}

/** Whether a and b mean something. */
export function isWithinRange({ a, b }: MeanCurve, last: number): boolean {
  const endDecay = Math.exp(-b * last);
  const share = (1 - endDecay) / (1 - (a * last + endDecay));
  const bent = b * last >= LEAST_DECAY && b <= FASTEST && share >= LEAST_SHARE;
  return bent && risesToEnd(meanResponse({ a, b }, last), last);
}

/** The λ on the edge where the curve is flat at N: its slope there in units of the mean slope is 1 − λ (1 − k), with k that of the exponential alone. */
function mostShare(b: number, last: number): number {
  const k = (b * last) / Math.expm1(b * last);
  return (1 - LEAST_SLOPE) / (1 - k);
}

/** The best mean model for a branch whose optimum lies on the edge of the range: λ solved for at each b of a logarithmic grid. */
export function meanAtEdge(x: Float64Array): MeanCurve {
  const last = x.length - 1;
  const slowest = LEAST_DECAY / last;
  let best = { a: 0, b: 0, squares: Infinity };
  for (let step = 0; step <= EDGE_STEPS; step++) {
    const b = slowest * (FASTEST / slowest) ** (step / EDGE_STEPS);
    const full = -Math.expm1(-b * last);
    const bent = x.map((_, p) => -Math.expm1(-b * p) / full - p / last);
    const share = Math.min(Math.max(shareOf(bent, x), LEAST_SHARE), mostShare(b, last));
    const squares = x.reduce((sum, value, p) => sum + (value - p / last - share * bent[p]) ** 2, 0);
    if (squares < best.squares) best = { a: (full * (1 - 1 / share)) / last, b, squares };
  }
  return { a: best.a, b: best.b };
}

/** λ of least squares: what the branch has above the straight line, along what the exponential has above it. */
function shareOf(bent: Float64Array, x: Float64Array): number {
  let [along, norm] = [0, 0];
  for (const [p, bend] of bent.entries()) {
    along += bend * (x[p] - p / (x.length - 1));
    norm += bend * bend;
  }
  return along / norm;
}
