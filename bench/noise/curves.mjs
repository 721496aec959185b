// How a branch rises from 0 to 1 over its pulses, without noise. p counts pulses, N is the last; RESET is the same seen from the top.

/** A straight line and a saturating exponential, half each: the family of memloop's curves. @param rate of the exponential, per branch */
export const linExp = (rate) => (p, N) =>
  0.5 * (p / N) + (0.5 * Math.expm1((-rate * p) / N)) / Math.expm1(-rate);

/** S-shaped: slow, fast, slow. */
export const sigmoid = (p, N) => {
  const s = (x) => 1 / (1 + Math.exp(-10 * (x - 0.5)));
  return (s(p / N) - s(0)) / (s(1) - s(0));
};

/** Rises faster and faster. */
export const convex = (p, N) => (p / N) ** 2;

/** Almost nothing, then most of the window within a few pulses, then almost nothing. @param pulse of the jump */
export const abruptAt = (pulse) => (p, N) => 0.1 * (p / N) + 0.9 / (1 + Math.exp(-(p - pulse) / 1.5));

/** At its end after a fifth of the pulses. */
export const saturating = (p, N) => Math.expm1((-25 * p) / N) / Math.expm1(-25);
