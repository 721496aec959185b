import type { Environment } from '../../envs/environment.js';
import type { Observation } from '../core/observation.js';
import { randomStream, type RandomStream } from '../core/random-stream.js';
import type { Learned } from './learned.js';

/**
 * What was learned and learns no more, with exact weights: its value and its policy are those of its learner.
 * It has loops of its own, so that looking at what was learned does not slow down the learning of the next seed.
 */
export class FrozenAgent {
  private readonly columns: number;
  private readonly random: RandomStream;
  /** Σ_j w_j x_j of each head */
  private readonly sums: Float64Array;
  private readonly odds: Float64Array;

  constructor(private readonly learned: Learned) {
    this.columns = learned.weights.length / learned.cells;
    this.random = randomStream(learned.seed, 'evaluation actions');
    this.sums = new Float64Array(this.columns);
    this.odds = new Float64Array(learned.actions);
  }

  /** The value that the learner expects from here. */
  value(observation: Observation): number {
    this.look(observation);
    return this.learned.learner.value(this.sums, this.learned.settings);
  }

  /** The discounted return of one way through a task from where it is, cut after so many moves. */
  rollout(task: Environment, moves: number): number {
    const { discount } = this.learned.learning;
    let sum = 0;
    let weight = 1;
    for (let move = 0; move < moves; move++) {
      this.look(task.observation);
      const step = task.step(this.choose());
      sum += weight * step.reward;
      if (step.terminated) break;
      weight *= discount;
    }
    return sum;
  }

  private look({ value, active, count }: Observation): void {
    const { learned, columns, sums } = this;
    const { weights } = learned;
    for (let c = 0; c < columns; c++) {
      let sum = 0;
      for (let k = 0; k < count; k++) sum += value[active[k]] * weights[active[k] * columns + c];
      sums[c] = sum;
    }
  }

  private choose(): number {
    const { odds } = this;
    const { learner, learning, settings } = this.learned;
    learner.odds(this.sums, learning, odds, settings);
    for (let action = 1; action < odds.length; action++) odds[action] += odds[action - 1];
    const aim = this.random.uniform() * odds[odds.length - 1];
    let action = 0;
    while (action < odds.length - 1 && odds[action] <= aim) action++;
    return action;
  }
}
