import type { Step } from '../../../envs/environment.js';
import { IdealBank } from '../../../devices/ideal.js';
import { SimulatedBoard } from '../../../drivers/boards/simulated-board.js';
import type { Learning } from '../../core/learning.js';
import { ActorCritic } from '../../learners/actor-critic.js';
import type { Agent } from '../../learners/agent.js';
import type { Observation } from '../../core/observation.js';
import { RandomStream } from '../../core/random-stream.js';
import type { UpdateBatch } from '../../core/update-batch.js';
import { ExactCrossbar } from '../../crossbar/exact-crossbar.js';
import { noPulses } from '../../schemes/pulse-count.js';
import { SelfCorrecting } from '../../schemes/self-correcting.js';

/**
 * An agent with an ideal copy: a learner with ideal memory that sees the same moves and rewards and learns its own weights.
 * The difference between the weights of both is the accumulated effect of write errors.
 */
export class AgentWithIdealCopy implements Agent {
  readonly batch: UpdateBatch;
  /** weights of the copy, cells × (1 + actions), critic first */
  readonly weight: Float64Array;
  private readonly copy: ActorCritic;

  constructor(
    private readonly agent: Agent,
    settings: Learning,
    cells: number,
    actions: number,
  ) {
    const size = cells * (1 + actions);
    const bank = new IdealBank(new Float64Array(size).fill(1e-5), new Float64Array(size).fill(3e-5));
    const crossbar = new ExactCrossbar(new SimulatedBoard(bank, 1 + actions), bank.conductance);
    const scheme = new SelfCorrecting(crossbar, noPulses);
    this.batch = agent.batch;
    this.weight = crossbar.weight;
    // The copy follows the agent and never chooses an action itself.
    this.copy = new ActorCritic(scheme, settings, new RandomStream('ideal copy'), cells, actions);
  }

  async act(observation: Observation): Promise<number> {
    const action = await this.agent.act(observation);
    this.copy.follow(observation, action);
    return action;
  }

  learn(step: Step, next: Observation): void | Promise<void> {
    void this.copy.learn(step, next);
    return this.agent.learn(step, next);
  }
}
