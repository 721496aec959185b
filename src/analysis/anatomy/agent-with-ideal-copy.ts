import type { Step } from '../../../envs/environment.js';
import { IdealBank } from '../../../devices/ideal.js';
import { SimulatedBoard } from '../../../drivers/boards/simulated-board.js';
import { ActorCritic, type ActorCriticSettings } from '../../learners/actor-critic.js';
import type { Agent } from '../../learners/agent.js';
import type { Observation } from '../../core/observation.js';
import { RandomStream } from '../../core/random-stream.js';
import type { UpdateBatch } from '../../core/update-batch.js';
import { Crossbar } from '../../crossbar/crossbar.js';
import { noPulses } from '../../schemes/pulse-count.js';
import { SelfCorrecting } from '../../schemes/self-correcting.js';

/**
 * An agent with a shadow that has exact memories: the shadow lives through the same moves and rewards and learns from them
 * with weights of its own. What the agent's weights are beside the shadow's is all that write errors have made of them.
 */
export class ShadowedAgent implements Agent {
  readonly batch: UpdateBatch;
  /** cells × (1 + actions), critic first */
  readonly weight: Float64Array;
  private readonly shadow: ActorCritic;

  constructor(
    private readonly agent: Agent,
    settings: ActorCriticSettings,
    cells: number,
    actions: number,
  ) {
    const size = cells * (1 + actions);
    const bank = new IdealBank(new Float64Array(size).fill(1e-5), new Float64Array(size).fill(3e-5));
    const crossbar = new Crossbar(new SimulatedBoard(bank, 1 + actions));
    const scheme = new SelfCorrecting(crossbar, noPulses);
    this.batch = agent.batch;
    this.weight = crossbar.weight;
    // What the shadow would have chosen itself is never asked.
    this.shadow = new ActorCritic(scheme, settings, new RandomStream('shadow'), cells, actions);
  }

  async act(observation: Observation): Promise<number> {
    const action = await this.agent.act(observation);
    this.shadow.follow(observation, action);
    return action;
  }

  learn(step: Step, next: Observation): void | Promise<void> {
    void this.shadow.learn(step, next);
    return this.agent.learn(step, next);
  }
}
