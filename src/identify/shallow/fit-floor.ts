import type { Student } from './collapse.js';
import { parametersOf } from './parameters.js';
import type { ShallowProblem } from './shallow-problem.js';

/** Variance of residuals, in units of the variance of an output, that is rounding alone. */
const EXACT = 1e-20;

/** The noise of outputs, as a share of their variance; 0 if fits go down to rounding. */
export class FitFloor {
  constructor(
    private readonly problem: ShallowProblem,
    readonly variance: number,
  ) {}

  /** Whether a network fits as well as noise allows. */
  isReached(student: Student): boolean {
    const limit = this.variance * (1 + slackOf(this.problem, student));
    return varianceOf(this.problem, student) <= Math.max(EXACT, limit);
  }

  /** Whether a network is as good as a larger one: parameters saved are worth the fit lost (Schwarz, Ann. Stat. 6, 1978). */
  isAsGood(smaller: Student, larger: Student): boolean {
    const { count, outputs } = this.problem.probes;
    if (this.variance === 0) return isExact(varianceOf(this.problem, smaller));
    const saved = sizeOf(larger) - sizeOf(smaller);
    const paid = (this.variance * saved * Math.log(count * outputs)) / count;
    return smaller.loss <= larger.loss + paid || isExact(varianceOf(this.problem, smaller));
  }
}

/** Variance of the residuals of each output, at the parameters of a fit. */
export function varianceOf(problem: ShallowProblem, student: Student): number {
  return (student.loss * problem.probes.count) / problem.freedom(sizeOf(student));
}

/** By how much a variance that is estimated from the residuals of a fit may be too large, as a share: four standard errors. */
export function slackOf(problem: ShallowProblem, student: Student): number {
  return 4 * Math.sqrt(2 / problem.freedom(sizeOf(student)));
}

/** Whether a variance is rounding alone. */
export function isExact(variance: number): boolean {
  return variance <= EXACT;
}

function sizeOf({ network }: Student): number {
  return parametersOf(network).length;
}
