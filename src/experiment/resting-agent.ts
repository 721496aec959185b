import type { MeasuringConditions } from '../../devices/files/device-form.js';
import type { Board } from '../../drivers/boards/board.js';
import type { Step } from '../../envs/environment.js';
import { UsageError } from '../core/errors.js';
import type { Observation } from '../core/observation.js';
import type { UpdateBatch } from '../core/update-batch.js';
import type { Agent } from '../learners/agent.js';

/** Temperature of the devices between steps: a room, 25 °C. */
export const ROOM = 298.15;

/** A board whose devices change while time passes. */
type RestingBoard = Board & Required<Pick<Board, 'rest'>>;

/** How time passes for devices. */
export interface Times {
  /** how long a learning step takes at least */
  readonly stepSeconds?: number;
  /** rest before each episode but the first */
  readonly pauseSeconds?: number;
  readonly kelvin?: number;
}

/**
 * An agent whose devices feel that a learning step takes time: a pulse period for each pulse of its longest train, and
 * one period at least, or as long as a step is said to take. Between episodes they rest for a pause.
 */
class RestingAgent implements Agent {
  readonly batch: UpdateBatch;

  private readonly pause: number;
  private readonly least: number;
  private readonly kelvin: number;
  /** whether the next action begins an episode after another one */
  private isBetween = false;

  /** @param period of pulses, seconds */
  constructor(
    private readonly agent: Agent,
    private readonly boards: readonly RestingBoard[],
    private readonly period: number,
    { stepSeconds = 0, pauseSeconds = 0, kelvin = ROOM }: Times,
  ) {
    this.pause = pauseSeconds;
    this.least = Math.max(period, stepSeconds);
    this.kelvin = kelvin;
    this.batch = agent.batch;
  }

  act(observation: Observation): number | Promise<number> {
    if (this.isBetween && this.pause > 0) this.pass(this.pause);
    this.isBetween = false;
    return this.agent.act(observation);
  }

  learn(step: Step, next: Observation): void | Promise<void> {
    this.isBetween = step.terminated || step.truncated;
    const pending = this.agent.learn(step, next);
    return pending === undefined ? this.rest() : pending.then(() => this.rest());
  }

  private rest(): void {
    const { pulses, shapes, count } = this.batch;
    const { period } = this;
    const up = shapes?.set?.period ?? period;
    const down = shapes?.reset?.period ?? period;
    let seconds = this.least;
    for (let i = 0; i < count; i++) seconds = Math.max(seconds, pulses[i] * up, -pulses[i] * down);
    this.pass(seconds);
  }

  private pass(seconds: number): void {
    const { boards, kelvin } = this;
    for (let k = 0; k < boards.length; k++) boards[k].rest(seconds, kelvin);
  }
}

/** The longest period of pulses that is known, seconds; 0 where none is. */
export function longestPeriod(conditions: readonly (MeasuringConditions | undefined)[]): number {
  return conditions.reduce((longest, known) => Math.max(longest, known?.periodSeconds ?? 0), 0);
}

/**
 * The agent itself where no board's devices change on their own; elsewhere one that lets time pass for them.
 *
 * @param period of pulses, seconds; 0 where it is not known @param times what an experiment says of time
 * @throws UsageError where time should pass and the period is not known
 */
export function resting(agent: Agent, boards: readonly Board[], period: number, times: Times = {}): Agent {
  const felt = boards.filter((board): board is RestingBoard => board.rest !== undefined);
  if (felt.length === 0) return agent;
  if (Math.max(period, times.stepSeconds ?? 0) > 0) return new RestingAgent(agent, felt, period, times);
  throw new UsageError(
    'devices: got devices that change with time, but no pulse period: expected conditions.periodSeconds in the device file, or array.stepSeconds in the experiment, which say how long a learning step takes',
  );
}
