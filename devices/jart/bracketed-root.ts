/** A function of one number, as an object: no closure is made for a solve. */
interface Residual {
  at(x: number): number;
}

/** Steps after which a bracket is narrow in any case. */
const LONGEST = 200;

/**
 * The root of a function between two places where its signs differ, to the last bits of x: Brent's method
 * (Algorithms for Minimization without Derivatives, 1973, chapter 4).
 */
export function bracketedRoot(residual: Residual, from: number, to: number): number {
  let a = from;
  let b = to;
  let fa = residual.at(a);
  let fb = residual.at(b);
  let c = a;
  let fc = fa;
  let step = b - a;
  let previous = step;
  for (let k = 0; k < LONGEST; k++) {
    if (Math.abs(fc) < Math.abs(fb)) {
      a = b; b = c; c = a;
      fa = fb; fb = fc; fc = fa;
    } // prettier-ignore
    const tolerance = 2e-16 * Math.abs(b);
    const half = (c - b) / 2;
    if (Math.abs(half) <= tolerance || fb === 0) return b;
    if (Math.abs(previous) < tolerance || Math.abs(fa) <= Math.abs(fb)) step = previous = half;
    else {
      const s = fb / fa;
      let p: number;
      let q: number;
      if (a === c) {
        p = 2 * half * s;
        q = 1 - s;
      } else {
        const r = fb / fc;
        const t = fa / fc;
        p = s * (2 * half * t * (t - r) - (b - a) * (r - 1));
        q = (t - 1) * (r - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      else p = -p;
      if (2 * p < Math.min(3 * half * q - Math.abs(tolerance * q), Math.abs(previous * q))) {
        previous = step;
        step = p / q;
      } else step = previous = half;
    }
    a = b;
    fa = fb;
    b += Math.abs(step) > tolerance ? step : Math.sign(half) * tolerance;
    fb = residual.at(b);
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
      step = previous = b - a;
    }
  }
  return b;
}
