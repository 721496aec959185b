import type { Allowed } from './simplify.js';
import type { ShallowProblem } from './shallow-problem.js';

/** Variance of residuals, in units of the variance of an output, that is rounding alone. */
const EXACT = 1e-20;

/** The noise of outputs, as a share of their variance; 0 if fits go down to rounding. */
export class FitFloor {
  constructor(
    private readonly problem: ShallowProblem,
    readonly variance: number,
  ) {}

  /** Whether a network of some width fits as well as noise allows. */
  isReached(loss: number, width: number): boolean {
    const freedom = this.problem.freedom(width);
    return (
      varianceOf(this.problem, loss, width) <=
      Math.max(EXACT, this.variance * (1 + 4 * Math.sqrt(2 / freedom)))
    );
  }

  /** A network is as good as a wider one where parameters saved are worth the fit lost (Schwarz, Ann. Stat. 6, 1978). */
  readonly allowed: Allowed = (loss, width, narrower) => {
    const { count, outputs } = this.problem.probes;
    const saved = this.problem.sizeOf(width) - this.problem.sizeOf(narrower);
    const paid = (this.variance * saved * Math.log(count * outputs)) / count;
    return Math.max((EXACT * this.problem.freedom(narrower)) / count, this.variance > 0 ? loss + paid : 0);
  };
}

/** Variance of the residuals of each output, with a network of some width fitted. */
export function varianceOf(problem: ShallowProblem, loss: number, width: number): number {
  return (loss * problem.probes.count) / problem.freedom(width);
}

/** Whether a variance is rounding alone. */
export function isExact(variance: number): boolean {
  return variance <= EXACT;
}
