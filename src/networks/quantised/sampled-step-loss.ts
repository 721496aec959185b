import { UsageError } from '../../core/errors.js';
import type { SlopedObjective } from '../../core/maths/objective.js';
import { standInSlopes, type StandInName } from './stand-in-slope.js';
import { stepNetwork, type StepNetwork } from './step-network.js';

/**
 * The loss ½ (vᵀ 1{Z w > 0} − v*ᵀ 1{Z w* > 0})² over samples of Z, and its coarse gradient: the mean over samples of what a
 * straight-through estimator gives (Yin et al., ICLR 2019, arXiv:1903.05662). `ExpectedStepLoss` is its limit for normal Z.
 */
export class SampledStepLoss implements SlopedObjective {
  readonly size: number;
  readonly coarse: string;
  private readonly count: number;
  private readonly answers: Float64Array;

  /** @param rows of Z: for each sample m rows as long as w, one after another @throws UsageError where they fit no whole samples */
  constructor(
    private readonly teacher: StepNetwork,
    private readonly standIn: StandInName,
    private readonly rows: Float64Array,
  ) {
    const { v, w } = teacher;
    const each = v.length * w.length;
    this.size = v.length + w.length;
    this.count = rows.length / each;
    this.coarse = `the straight-through ${standIn}, ${standInSlopes[standIn].meaning}`;
    if (!(Number.isSafeInteger(this.count) && this.count > 0))
      throw new UsageError(
        `got ${rows.length} numbers of Z: expected a multiple of ${each}, and at least that`,
      );
    this.answers = new Float64Array(this.count);
    for (let s = 0; s < this.count; s++) this.answers[s] = this.answer(teacher, s);
  }

  value(parameters: Float64Array): number {
    const network = stepNetwork(parameters, this.teacher);
    let sum = 0;
    for (let s = 0; s < this.count; s++) sum += (this.answer(network, s) - this.answers[s]) ** 2 / 2;
    return sum / this.count;
  }

  /** The value; fills the coarse gradient. */
  gradient(parameters: Float64Array, gradient: Float64Array): number {
    const network = stepNetwork(parameters, this.teacher);
    const slopes = stepNetwork(gradient.fill(0), this.teacher);
    let sum = 0;
    for (let s = 0; s < this.count; s++) {
      const error = this.answer(network, s) - this.answers[s];
      sum += (error * error) / 2;
      this.add(network, s, error / this.count, slopes);
    }
    return sum / this.count;
  }

  private answer({ v, w }: StepNetwork, sample: number): number {
    let sum = 0;
    for (let j = 0; j < v.length; j++) if (this.sum(w, sample, j) > 0) sum += v[j];
    return sum;
  }

  /** Z w for one row. */
  private sum(w: Float64Array, sample: number, j: number): number {
    const first = (sample * this.teacher.v.length + j) * w.length;
    let sum = 0;
    for (let i = 0; i < w.length; i++) sum += this.rows[first + i] * w[i];
    return sum;
  }

  private add({ v, w }: StepNetwork, sample: number, error: number, slopes: StepNetwork): void {
    const { at } = standInSlopes[this.standIn];
    for (let j = 0; j < v.length; j++) {
      const z = this.sum(w, sample, j);
      if (z > 0) slopes.v[j] += error;
      const slope = error * v[j] * at(z);
      const first = (sample * v.length + j) * w.length;
      for (let i = 0; i < w.length; i++) slopes.w[i] += slope * this.rows[first + i];
    }
  }
}
