import { studentWidening } from './student-widening.js';

/**
 * The 95 % interval of an estimate from its values on resampled units, widened for their small number (Hesterberg, Am. Stat. 69, 2015).
 * @param resampled in any order; is sorted
 */
export function bootstrapInterval(centre: number, resampled: number[], units: number): [number, number] {
  const sorted = resampled.sort((a, b) => a - b);
  const end = (share: number) => {
    const away = sorted[Math.round(share * (sorted.length - 1))] - centre;
    return centre + studentWidening(units) * away;
  };
  return [end(0.025), end(0.975)];
}
