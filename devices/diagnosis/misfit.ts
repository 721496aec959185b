import type { BranchNoise } from '../noise-split/branch-noise.js';
import { CosineModes } from '../noise-split/cosine-modes.js';
import type { NoiseSplit } from '../noise-split/split-noise.js';

/** How far a curve family misses the mean over cycles: what it misses in every cycle is misfit, not noise. */
export interface Misfit {
  /** root mean square, in units of the window, without the noise of the mean */
  readonly rms: number;
  /** standard deviations by which the misses exceed those that noise gives */
  readonly excess: number;
  /** whether they are more than noise, and large enough to matter */
  readonly clear: boolean;
}

/** Excess from which a misfit is no chance. */
const CLEAR = 4;
/** Misfit that changes no result, in units of the window. */
const SLIGHT = 0.003;
/** Variance of the rounding of weights near 1. */
const ROUNDING = 1e-32;
/** Parameters of the curve α + β p − γ e^(−ζ p). */
const PARAMETERS = 4;

/**
 * The misfit of the curve family of one branch: power of the modes of (mean over cycles − fitted curve), compared with that of the noise of
 * a mean (a χ² test of lack of fit; Draper and Smith, Applied Regression Analysis, 1998, section 2.1). With one cycle there is no such test.
 */
export function misfitOf({ cycles, mean, fitted }: BranchNoise, split: NoiseSplit): Misfit | undefined {
  if (cycles < 2) return undefined;
  const modes = CosineModes.of(mean.length);
  const { white, pink, accumulating } = modes.power;
  const missed = modes.amplitudes(mean.map((value, p) => value - fitted[p]));
  let [squares, noise, statistic] = [0, 0, 0];
  for (let k = 1; k < missed.length; k++) {
    const variance =
      (split.white.value * white[k] +
        split.pink.value * pink[k] +
        split.accumulating.value * accumulating[k]) /
      cycles;
    squares += missed[k] ** 2;
    noise += variance;
    statistic += missed[k] ** 2 / Math.max(variance, ROUNDING);
  }
  const freedom = missed.length - 1 - PARAMETERS;
  const rms = Math.sqrt(Math.max(0, squares - noise) / missed.length);
  const excess = normalDeviate(statistic, freedom);
  return { rms, excess, clear: excess > CLEAR && rms > SLIGHT };
}

/** χ² as a normal deviate (Wilson and Hilferty, PNAS 17, 1931). */
function normalDeviate(statistic: number, freedom: number): number {
  const spread = 2 / (9 * freedom);
  return (Math.cbrt(statistic / freedom) - (1 - spread)) / Math.sqrt(spread);
}
