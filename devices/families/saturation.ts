/** An exponential approach: x(p) = bound − (bound − start)(1 − share)^p. */
export interface Saturation {
  start: number;
  bound: number;
  /** of the way to the bound that each pulse takes */
  share: number;
}

/** Of share N: below it the curve is a straight line. */
const MINIMUM_BEND = 0.02;
const MAXIMUM_SHARE = 0.999;
const GRID = 24;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const REFINEMENTS = 30;

/** The least-squares approach to a bound: start and bound are linear, and the share is found on a grid, then by golden section. */
export function fitSaturation(x: Float64Array): Saturation {
  const slowest = Math.log(MINIMUM_BEND / (x.length - 1));
  const width = (Math.log(MAXIMUM_SHARE) - slowest) / GRID;
  const at = (logShare: number) => approach(x, Math.exp(logShare));
  let best = 0;
  let fewest = Infinity;
  for (let k = 0; k <= GRID; k++) {
    const { squares } = at(slowest + k * width);
    if (squares < fewest) [best, fewest] = [k, squares];
  }
  let [low, high] = [Math.max(0, best - 1), Math.min(GRID, best + 1)].map((k) => slowest + k * width);
  for (let k = 0; k < REFINEMENTS; k++) {
    const [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    if (at(left).squares < at(right).squares) high = right;
    else low = left;
  }
  return at((low + high) / 2);
}

/** Start and bound by least squares at a given share; a branch that does not rise has none. */
function approach(x: Float64Array, share: number): Saturation & { squares: number } {
  const n = x.length;
  let [sumX, sumE, sumXX, sumXE, sumEE] = [0, 0, 0, 0, 0];
  for (let p = 0, e = 1; p < n; p++, e *= 1 - share) {
    sumX += x[p];
    sumE += e;
    sumXX += x[p] * x[p];
    sumXE += x[p] * e;
    sumEE += e * e;
  }
  const [along, norm] = [sumXE - (sumX * sumE) / n, sumEE - (sumE * sumE) / n];
  const slope = along / norm;
  const bound = (sumX - slope * sumE) / n;
  const squares = slope < 0 ? sumXX - (sumX * sumX) / n - slope * along : Infinity;
  return { start: bound + slope, bound, share, squares };
}
