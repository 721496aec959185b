import type { Board } from '../../drivers/boards/board.js';
import type { Step } from '../../envs/environment.js';
import type { Observation } from '../core/observation.js';
import type { UpdateBatch } from '../core/update-batch.js';
import type { Agent } from '../learners/agent.js';
import { deviceRest, type DeviceRest, type Times } from './array/device-rest.js';

/** An agent whose devices rest in each learning step, and between episodes for a pause. */
class RestingAgent implements Agent {
  readonly batch: UpdateBatch;

  private readonly batches: readonly UpdateBatch[];
  /** whether the next action begins an episode after another one */
  private isBetween = false;

  constructor(
    private readonly agent: Agent,
    private readonly devices: DeviceRest,
    private readonly pause: number,
  ) {
    this.batch = agent.batch;
    this.batches = [agent.batch];
  }

  act(observation: Observation): number | Promise<number> {
    if (this.isBetween && this.pause > 0) this.devices.pass(this.pause);
    this.isBetween = false;
    return this.agent.act(observation);
  }

  learn(step: Step, next: Observation): void | Promise<void> {
    this.isBetween = step.terminated || step.truncated;
    const pending = this.agent.learn(step, next);
    return pending === undefined
      ? this.devices.after(this.batches)
      : pending.then(() => this.devices.after(this.batches));
  }
}

/**
 * The agent itself where no board's devices change on their own; elsewhere one that lets time pass for them.
 *
 * @param period of pulses, seconds; 0 where it is not known @param times what an experiment says of time
 * @throws UsageError where time should pass and the period is not known
 */
export function resting(agent: Agent, boards: readonly Board[], period: number, times: Times = {}): Agent {
  const rest = deviceRest(boards, period, times);
  return rest ? new RestingAgent(agent, rest, times.pauseSeconds ?? 0) : agent;
}
