import type { Step } from '../../../envs/environment.js';
import { IdealBank } from '../../../devices/ideal.js';
import { SimulatedBoard } from '../../../drivers/boards/simulated-board.js';
import type { Agent } from '../../learners/agent.js';
import { UsageError } from '../../core/errors.js';
import type { Observation } from '../../core/observation.js';
import type { UpdateBatch } from '../../core/update-batch.js';
import { ExactCrossbar } from '../../crossbar/exact-crossbar.js';
import { noPulses } from '../../schemes/pulse-count.js';
import type { UpdateScheme } from '../../schemes/update-scheme.js';
import { SelfCorrecting } from '../../schemes/self-correcting.js';

type Follower = Agent & Required<Pick<Agent, 'follow'>>;

/**
 * An agent with an ideal copy: a learner with ideal memory that sees the same moves and rewards and learns its own weights.
 * The difference between the weights of both is the accumulated effect of write errors.
 */
export class AgentWithIdealCopy implements Agent {
  readonly batch: UpdateBatch;
  /** weights of the copy, cells × heads */
  readonly weight: Float64Array;
  private readonly copy: Follower;

  /** @param copy makes the same learner on ideal memory @throws UsageError if it cannot follow another */
  constructor(
    private readonly agent: Agent,
    copy: (scheme: UpdateScheme) => Agent,
    cells: number,
    columns: number,
  ) {
    const size = cells * columns;
    const bank = new IdealBank(new Float64Array(size).fill(1e-5), new Float64Array(size).fill(3e-5));
    const crossbar = new ExactCrossbar(new SimulatedBoard(bank, columns), bank.conductance);
    const scheme = new SelfCorrecting(crossbar, noPulses);
    this.batch = agent.batch;
    this.weight = crossbar.weight;
    // The copy follows the agent and never chooses an action itself.
    this.copy = follower(copy(scheme));
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

function follower(agent: Agent): Follower {
  if (agent.follow) return agent as Follower;
  throw new UsageError(
    'got a learner that cannot follow the actions of another: expected one with a method `follow`, for its ideal copy',
  );
}
