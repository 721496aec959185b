import { Matrix } from 'ml-matrix';
import type { MeanCurve } from '../device-file.js';
import type { Linearised } from './levenberg-marquardt.js';

/**
 * Where a and b mean something. f is a straight line and a saturating exponential in shares 1 − λ and λ,
 * f = (1 − λ) p/N + λ (1 − e^(−b p))/(1 − e^(−b N)) with λ = (1 − e^(−b N))/[1 − (a N + e^(−b N))]:
 * at the smallest λ only the line is left, at the smallest b N a parabola, at the largest b a step at the first pulse.
 */
const SHARE = { least: 1e-4, most: 1e4 };
const LEAST_DECAY = 0.01;
const FASTEST = 50;
const EDGE_STEPS = 2000;

/** f(p; a, b) = [1 − (a p + e^(−b p))] / [1 − (a N + e^(−b N))] about the readings x[p], or nothing outside its range. */
export function linearisedMean(x: Float64Array, a: number, b: number): Linearised | undefined {
  const last = x.length - 1;
  const endDecay = Math.exp(-b * last);
  const span = 1 - (a * last + endDecay);
  const share = (1 - endDecay) / span;
  if (!(b * last >= LEAST_DECAY && b <= FASTEST && share >= SHARE.least && share <= SHARE.most))
    return undefined;
  const residual = new Matrix(last + 1, 1);
  const jacobian = new Matrix(last + 1, 2);
  for (let p = 0; p <= last; p++) {
    const decay = Math.exp(-b * p);
    const above = 1 - (a * p + decay);
    residual.set(p, 0, x[p] - above / span);
    jacobian.set(p, 0, (above * last - p * span) / span ** 2);
    jacobian.set(p, 1, (p * decay * span - above * last * endDecay) / span ** 2);
  }
  return { residual, jacobian };
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
    const share = Math.min(Math.max(shareOf(bent, x), SHARE.least), SHARE.most);
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
