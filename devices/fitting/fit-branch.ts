import { UsageError } from '../../src/core/errors.js';
import { meanOf } from '../../src/core/maths/vectors.js';
import type { BranchDiagnosis } from '../diagnosis/diagnose-branches.js';
import type { Goodness } from '../files/device-form.js';
import {
  riseAt,
  type CycleCurve,
  type MeanCurve,
  type Polarity,
  type ResponseCurve,
} from '../vcm/response-curve.js';
import { CycleGrid } from './cycle-grid.js';
import { windowReadings } from './mean-errors.js';
import { fitMean } from './mean-fit.js';

/** Standard errors by which the ends of a branch must differ, and below which a note says so. */
const MINIMUM_SIGNAL = 3;
const CLEAR_SIGNAL = 10;

/** One polarity of one device: its mean curve, its cycles' curves and its noise. */
export interface BranchFit {
  mean: MeanCurve;
  cycles: CycleCurve[];
  /** mean of the cycles' sigma */
  sigma: number;
  noise: BranchDiagnosis;
  goodness: Goodness;
}

/** Fits one branch. @param rises [cycle][pulses since the lower end]: w for SET, 1 − w for RESET; @param set those of SET, whose ends are the window; @param noise of the branch */
export function fitBranch(
  polarity: Polarity,
  rises: Float64Array[],
  set: Float64Array[],
  noise: BranchDiagnosis,
): BranchFit {
  const pulses = rises[0].length - 1;
  const { curve, ...goodness } = fitMean(rises, windowReadings(set, polarity));
  const curves = rises.map((rise) => CycleGrid.of(pulses).fit(rise));
  const squares = rises.map((rise, cycle) => residualSquares(rise, curves[cycle]));
  // α is free, so the residuals have mean 0, and this is their standard deviation with N degrees of freedom.
  const sigmas = squares.map((sum) => Math.sqrt(sum / pulses));
  return {
    mean: curve,
    cycles: curves.map((fitted, cycle) => cycleCurve(fitted, sigmas[cycle], polarity, pulses)),
    sigma: meanOf(sigmas),
    noise,
    goodness: { ...goodness, cycleRmse: meanOf(squares.map((sum) => Math.sqrt(sum / (pulses + 1)))) },
  };
}

/** The rise in the published form, which for RESET is w over the remaining position, with +γ e^(ζ p). */
function cycleCurve(
  { alpha, beta, gamma, zeta }: ResponseCurve,
  sigma: number,
  polarity: Polarity,
  pulses: number,
): CycleCurve {
  if (polarity === 'set') return { alpha, beta, gamma, zeta, sigma };
  return { alpha: 1 - alpha - beta * pulses, beta, gamma: gamma * Math.exp(-zeta * pulses), zeta, sigma };
}

function residualSquares(rise: Float64Array, curve: ResponseCurve): number {
  return rise.reduce((sum, x, p) => sum + (x - riseAt(curve, p)) ** 2, 0);
}

/**
 * Notes on a branch with little signal. The ends of a branch define the window, the unit of every weight. If they differ by less than three
 * standard errors, the window may be pure noise (this happens to one constant in 700), and the branch is refused.
 * @param branch its name; @param rises [cycle][pulses since the lower end]
 * @throws UsageError that names the branch
 */
export function notesOnSignal(branch: string, rises: Float64Array[], { cycles, sigma }: BranchFit): string[] {
  const rise = meanOf(rises.map((x) => x.at(-1)! - x[0]));
  const signal = rise / (sigma * Math.sqrt(2 / rises.length));
  if (signal < MINIMUM_SIGNAL) {
    throw new UsageError(
      `${branch}: the ends of the branch differ by ${signal.toFixed(1)} standard errors: expected at least ${MINIMUM_SIGNAL}, else the window is only noise`,
    );
  }
  const flat = cycles.findIndex(({ beta, gamma }) => beta === 0 && gamma === 0);
  if (flat >= 0) {
    throw new UsageError(
      `${branch} cycle ${flat}: a constant fits better than any curve in the direction of the pulses; leave this cycle out`,
    );
  }
  if (signal >= CLEAR_SIGNAL) return [];
  return [
    `${branch}: its ends differ by only ${signal.toFixed(1)} standard errors, so its window is known only to ±${(100 / signal).toFixed(0)} %`,
  ];
}
