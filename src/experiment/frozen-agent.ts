import { IdealBank } from '../../devices/ideal.js';
import { SimulatedBoard } from '../../drivers/simulated-board.js';
import type { Environment } from '../../envs/environment.js';
import { ActorCritic } from '../agents/actor-critic.js';
import type { Observation } from '../core/observation.js';
import { randomStream } from '../core/random-stream.js';
import { ReadBatch } from '../core/read-batch.js';
import { Crossbar } from '../crossbar/crossbar.js';
import type { Learned } from './learned.js';

/** A learned actor and critic that learn no more, on exact memories. */
export class FrozenAgent {
  private readonly crossbar: Crossbar;
  private readonly actor: ActorCritic;
  private readonly critic = new ReadBatch(0, 1);
  private readonly discount: number;

  constructor({ weights, cells, learning, seed }: Learned) {
    const columns = weights.length / cells;
    const bank = new IdealBank(new Float64Array(weights.length), new Float64Array(weights.length).fill(1));
    bank.conductance.set(weights);
    const crossbar = new Crossbar(new SimulatedBoard(bank, columns));
    this.crossbar = crossbar;
    const scheme = { multiply: (batch: ReadBatch) => crossbar.multiply(batch), apply: () => {} };
    const random = randomStream(seed, 'evaluation actions');
    this.actor = new ActorCritic(scheme, learning, random, cells, columns - 1);
    this.discount = learning.discount;
  }

  /** What the critic expects from here. */
  value(observation: Observation): number {
    this.critic.clear();
    this.critic.drive(observation);
    void this.crossbar.multiply(this.critic);
    return this.critic.output[0];
  }

  /** The discounted return of one way through a task from where it is, cut after so many moves. */
  rollout(task: Environment, moves: number): number {
    let sum = 0;
    let weight = 1;
    for (let move = 0; move < moves; move++) {
      const step = task.step(this.actor.act(task.observation) as number);
      sum += weight * step.reward;
      if (step.terminated) break;
      weight *= this.discount;
    }
    return sum;
  }
}
