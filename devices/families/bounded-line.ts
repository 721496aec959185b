/** A straight line up to a bound, min(start + step p, end). */
export interface BoundedLine {
  readonly start: number;
  readonly step: number;
  readonly end: number;
}

interface Candidate extends BoundedLine {
  /** squares that it explains, beside those of zero */
  readonly explained: number;
}

/**
 * The least-squares line up to a bound. Either the bound is met between two readings: then the readings up to it give the line, and the mean
 * of the others the bound. Or it is met at a reading k: then min(p, k) is the only regressor. All k are tried.
 */
export function fitBoundedLine(x: Float64Array): BoundedLine {
  const total = x.reduce((sum, value) => sum + value, 0);
  let best: Candidate = { start: total / x.length, step: 0, end: total / x.length, explained: -Infinity };
  let [below, weighted] = [x[0], 0];
  for (let k = 1; k < x.length; k++) {
    best = better(best, metAt(k, x.length, total, below, weighted));
    below += x[k];
    weighted += k * x[k];
    if (k > 1) best = better(best, metAfter(k, x.length, total, below, weighted));
  }
  return best;
}

function better(one: Candidate, other: Candidate | undefined): Candidate {
  return other !== undefined && other.explained > one.explained ? other : one;
}

/** Met at reading k. @param below, @param weighted sums of x and p x over the readings before it */
function metAt(k: number, n: number, total: number, below: number, weighted: number): Candidate | undefined {
  const sum = (k * (k - 1)) / 2 + (n - k) * k;
  const squares = ((k - 1) * k * (2 * k - 1)) / 6 + (n - k) * k * k;
  const along = weighted + k * (total - below) - (sum * total) / n;
  const step = along / (squares - (sum * sum) / n);
  if (!(step > 0)) return undefined;
  const start = (total - step * sum) / n;
  return { start, step, end: start + step * k, explained: step * along + (total * total) / n };
}

/** Met between readings k and k + 1. @param below, @param weighted sums of x and p x over the readings up to k */
function metAfter(
  k: number,
  n: number,
  total: number,
  below: number,
  weighted: number,
): Candidate | undefined {
  const readings = k + 1;
  const others = n - readings;
  const sum = (k * readings) / 2;
  const squares = (k * readings * (2 * k + 1)) / 6;
  const along = weighted - (sum * below) / readings;
  const step = along / (squares - (sum * sum) / readings);
  const start = (below - step * sum) / readings;
  const explained = step * along + (below * below) / readings;
  if (!(step > 0)) return undefined;
  // Without other readings the bound is not met at all.
  if (others === 0) return { start, step, end: start + step * k, explained };
  const end = (total - below) / others;
  const met = (end - start) / step;
  if (met < k || met > k + 1) return undefined;
  return { start, step, end, explained: explained + (total - below) ** 2 / others };
}
