import type { VarianceEstimate } from './estimate.js';

/**
 * How far the deviance may rise within a 95 % interval: 1.2 times the 95 % point of χ² with one degree of freedom, because variances that cannot
 * be negative take a share of the others (`npm run bench:noise` shows what intervals cover).
 */
export const MAXIMUM_RISE = 1.2 * 3.841458820694124;
/** Relative accuracy of an end. */
const ACCURACY = 1e-3;
const STEPS = 40;

/**
 * The 95 % interval of a variance that is not negative: where the deviance, with all else at its best, is little above its minimum.
 * @param rise of the deviance if the variance is held at a value; @param small a variance that is small for this noise
 */
export function likelihoodInterval(
  value: number,
  rise: (variance: number) => number,
  small: number,
): VarianceEstimate {
  // In standard deviations the root of the rise is almost a straight line.
  const beyond = (deviation: number) => Math.sqrt(rise(deviation ** 2)) - Math.sqrt(MAXIMUM_RISE);
  const centre = Math.sqrt(value);
  const low = value > 0 && beyond(0) > 0 ? root(beyond, 0, centre) : 0;
  let [near, far] = [centre, Math.max(1.2 * centre, Math.sqrt(small))];
  while (beyond(far) < 0) [near, far] = [far, 2 * far];
  return { value, low: low ** 2, high: root(beyond, far, near) ** 2 };
}

/** Where a function that is positive at `outside` and negative at `inside` is 0: false position, halved where it sticks (Illinois; Dahlquist and Björck 1974). */
function root(of: (x: number) => number, outside: number, inside: number): number {
  let [a, b] = [outside, inside];
  let [atA, atB] = [of(a), of(b)];
  for (
    let step = 0;
    step < STEPS && Math.abs(a - b) > ACCURACY * Math.max(Math.abs(a), Math.abs(b));
    step++
  ) {
    const c = (a * atB - b * atA) / (atB - atA);
    const atC = of(c);
    if (Math.abs(atC) < ACCURACY) return c;
    if (atC > 0) {
      [a, atA] = [c, atC];
      atB /= 2;
    } else {
      [b, atB] = [c, atC];
      atA /= 2;
    }
  }
  return (a * atB - b * atA) / (atB - atA);
}
