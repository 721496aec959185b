import { UsageError } from '../../core/errors.js';
import type { SlopedObjective } from '../../core/maths/objective.js';
import type { RandomStream } from '../../core/random-stream.js';

/**
 * An objective whose parameters have fresh normal noise at each look: training sees the noise that its devices will have (Murray and
 * Edwards, IEEE Trans. Neural Netw. 5(5), 1994). In the mean, value and gradient are those of the loss smoothed by the noise: the loss
 * plus ½ σ² tr H, to second order in σ. They are of one draw, so they suit methods that follow slopes alone.
 */
export class NoisyWeights implements SlopedObjective {
  readonly size: number;
  readonly coarse: string;
  private readonly drawn: Float64Array;

  /** @param sigma standard deviation: one for all, or one for each parameter @throws UsageError for one below 0, or another number of them */
  constructor(
    private readonly objective: SlopedObjective,
    private readonly sigma: number | Float64Array,
    private readonly random: RandomStream,
  ) {
    this.size = objective.size;
    this.coarse = objective.coarse ?? 'noise on its weights';
    this.drawn = new Float64Array(this.size);
    const all = typeof sigma === 'number' ? [sigma] : [...sigma];
    if (typeof sigma !== 'number' && sigma.length !== this.size)
      throw new UsageError(`got ${sigma.length} standard deviations of weights: expected ${this.size}`);
    const bad = all.find((one) => !(one >= 0 && one < Infinity));
    if (bad !== undefined)
      throw new UsageError(`got the standard deviation ${bad} of weights: expected a number from 0`);
  }

  value(parameters: Float64Array): number {
    return this.objective.value(this.disturbed(parameters));
  }

  gradient(parameters: Float64Array, gradient: Float64Array): number {
    return this.objective.gradient(this.disturbed(parameters), gradient);
  }

  private disturbed(parameters: Float64Array): Float64Array {
    const { drawn, sigma } = this;
    this.random.normals(drawn, drawn.length);
    for (let i = 0; i < drawn.length; i++)
      drawn[i] = parameters[i] + drawn[i] * (typeof sigma === 'number' ? sigma : sigma[i]);
    return drawn;
  }
}
