import type { JartCell } from './jart-cell.js';

/** Largest change of ln N in a step of the integration: N after a pulse is then right to 1e-4. */
const STEP = 0.005;
/** Largest share of what is left to a limit of N that a step covers, where growth ends exponentially. */
const SHARE = 0.1;
/** From here to a limit of ln N is no way left. */
const NEAR = 1e-7;

/**
 * ln N after a cell was held at a voltage for a time: Heun's method in ln N, whose steps change it by at most `epsilon` each. Rates span
 * fifteen decades, so time steps follow the rate.
 */
export function applyPulse(
  cell: JartCell,
  lnN: number,
  volts: number,
  seconds: number,
  epsilon = STEP,
): number {
  const { lowestN, highestN } = cell.parameters;
  const [lowest, highest] = [Math.log(lowestN), Math.log(highestN)];
  let y = lnN;
  for (let rest = seconds; rest > 0;) {
    cell.apply(Math.exp(y), volts);
    const slope = cell.growth;
    const left = slope > 0 ? highest - y : y - lowest;
    // exp(ln N) at a limit may lie an ulp inside it, where N still seems to grow.
    if (slope === 0 || left <= 0) break;
    const reach = Math.min(epsilon, Math.max(SHARE * left, NEAR));
    const step = Math.min(rest, reach / Math.abs(slope));
    const ahead = Math.min(highest, Math.max(lowest, y + step * slope));
    cell.apply(Math.exp(ahead), volts);
    y = Math.min(highest, Math.max(lowest, y + (step * (slope + cell.growth)) / 2));
    rest -= step;
  }
  return y;
}
