/** The table covers most memristor curves; outside it the function is equally exact, but slower. */
const FROM = -16;
const TO = 32;
const PER_UNIT = 128;
const KNOTS = (TO - FROM) * PER_UNIT + 1;
/** Value and slope of each knot, alternating. */
const table = new Float64Array(2 * KNOTS);
for (let i = 0; i < KNOTS; i++) {
  table[2 * i] = FROM + i / PER_UNIT;
  iterate(table, 2 * i);
  table[2 * i + 1] = table[2 * i] / (1 + table[2 * i]) / PER_UNIT;
}

/**
 * Wright's omega function, in place: replaces each L by the u > 0 with u + ln u = L, that is W₀(e^L). Error below 3e-12.
 * Inside the table it uses cubic Hermite interpolation, with the exact slope u/(1 + u). Functions here work on columns,
 * because a number that a function returns may be allocated on the heap.
 */
export function wrightOmega(column: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const L = column[i];
    if (!(L >= FROM && L < TO)) {
      iterate(column, i);
      continue;
    }
    const s = (L - FROM) * PER_UNIT;
    const knot = Math.floor(s);
    const t = s - knot;
    const left = table[2 * knot];
    const slope = table[2 * knot + 1];
    const rise = table[2 * knot + 2] - left;
    const slopeAfter = table[2 * knot + 3];
    column[i] =
      left + t * (slope + t * (3 * rise - 2 * slope - slopeAfter + t * (slope + slopeAfter - 2 * rise)));
  }
}

/** The same for one element, by Newton's method from the leading terms (Corless and Jeffrey, 2002). */
function iterate(column: Float64Array, i: number): void {
  const L = column[i];
  let u = L > 1 ? L - Math.log(L) : Math.exp(Math.min(L, 0));
  for (let step = 0; step < 8 && u > 0; step++) {
    const next = (u * (1 + L - Math.log(u))) / (1 + u);
    const settled = Math.abs(next - u) <= 1e-15 * next;
    u = next;
    if (settled) break;
  }
  column[i] = u;
}

/** One element of a column, in place: replaces M by the v ≥ 1 with v − ln v = M, that is −W₋₁(−e^(−M)); M below 1 gives 1. */
export function lowerBranch(column: Float64Array, i: number): void {
  const M = column[i];
  const t = M - 1;
  let v = 1;
  if (t > 0) {
    v = 1 + Math.sqrt(2 * t) + (2 / 3) * t;
    for (let step = 0; step < 20; step++) {
      const change = ((v - Math.log(v) - M) * v) / (v - 1);
      v -= change;
      if (Math.abs(change) <= 1e-15 * v) break;
    }
  }
  column[i] = v;
}
