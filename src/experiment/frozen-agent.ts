import type { Environment } from '../../envs/environment.js';
import type { Observation } from '../core/observation.js';
import { randomStream, type RandomStream } from '../core/random-stream.js';
import type { Learned } from './learned.js';

/**
 * A learned actor and critic that learn no more: V = Σ_j w_j x_j and π(i) ∝ exp(Σ_j θ_ij x_j / T), from exact weights.
 * It has loops of its own, so that looking at what was learned does not slow down the learning of the next seed.
 */
export class FrozenAgent {
  private readonly weights: Float64Array;
  private readonly columns: number;
  private readonly temperature: number;
  private readonly discount: number;
  private readonly random: RandomStream;
  /** V, then the preferences of the actions */
  private readonly sums: Float64Array;

  constructor({ weights, cells, learning, seed }: Learned) {
    this.weights = weights;
    this.columns = weights.length / cells;
    this.temperature = learning.temperature;
    this.discount = learning.discount;
    this.random = randomStream(seed, 'evaluation actions');
    this.sums = new Float64Array(this.columns);
  }

  /** What the critic expects from here. */
  value(observation: Observation): number {
    this.look(observation);
    return this.sums[0];
  }

  /** The discounted return of one way through a task from where it is, cut after so many moves. */
  rollout(task: Environment, moves: number): number {
    let sum = 0;
    let weight = 1;
    for (let move = 0; move < moves; move++) {
      this.look(task.observation);
      const step = task.step(this.choose());
      sum += weight * step.reward;
      if (step.terminated) break;
      weight *= this.discount;
    }
    return sum;
  }

  private look({ value, active, count }: Observation): void {
    const { weights, columns, sums } = this;
    for (let c = 0; c < columns; c++) {
      let sum = 0;
      for (let k = 0; k < count; k++) sum += value[active[k]] * weights[active[k] * columns + c];
      sums[c] = sum;
    }
  }

  private choose(): number {
    const { sums, columns, temperature } = this;
    let highest = -Infinity;
    for (let c = 1; c < columns; c++) highest = Math.max(highest, sums[c]);
    let total = 0;
    for (let c = 1; c < columns; c++) {
      total += Math.exp((sums[c] - highest) / temperature);
      sums[c] = total;
    }
    const aim = this.random.uniform() * total;
    let column = 1;
    while (column < columns - 1 && sums[column] <= aim) column++;
    return column - 1;
  }
}
