import type { MeasuringConditions } from '../../devices/files/device-form.js';
import type { Board } from '../../drivers/boards/board.js';
import type { Step } from '../../envs/environment.js';
import { UsageError } from '../core/errors.js';
import type { Observation } from '../core/observation.js';
import type { UpdateBatch } from '../core/update-batch.js';
import type { Agent } from '../learners/agent.js';

/** Temperature of the devices between steps: a room, 25 °C. */
const ROOM = 298.15;

/** A board whose devices change while time passes. */
type RestingBoard = Board & Required<Pick<Board, 'rest'>>;

/**
 * An agent whose devices feel that a learning step takes time: a pulse period for each pulse of its longest train, and
 * one period at least.
 */
class RestingAgent implements Agent {
  readonly batch: UpdateBatch;

  /** @param period seconds */
  constructor(
    private readonly agent: Agent,
    private readonly boards: readonly RestingBoard[],
    private readonly period: number,
  ) {
    this.batch = agent.batch;
  }

  act(observation: Observation): number | Promise<number> {
    return this.agent.act(observation);
  }

  learn(step: Step, next: Observation): void | Promise<void> {
    const pending = this.agent.learn(step, next);
    return pending === undefined ? this.rest() : pending.then(() => this.rest());
  }

  private rest(): void {
    const { pulses, shapes, count } = this.batch;
    const { boards, period } = this;
    const up = shapes?.set?.period ?? period;
    const down = shapes?.reset?.period ?? period;
    let seconds = period;
    for (let i = 0; i < count; i++) seconds = Math.max(seconds, pulses[i] * up, -pulses[i] * down);
    for (const board of boards) board.rest(seconds, ROOM);
  }
}

/** The longest period of pulses that is known, seconds; 0 where none is. */
export function longestPeriod(conditions: readonly (MeasuringConditions | undefined)[]): number {
  return conditions.reduce((longest, known) => Math.max(longest, known?.periodSeconds ?? 0), 0);
}

/**
 * The agent itself where no board's devices change on their own; elsewhere one that lets time pass for them.
 *
 * @param period of pulses, seconds
 * @throws UsageError where time should pass and the period is not known
 */
export function resting(agent: Agent, boards: readonly Board[], period: number): Agent {
  const felt = boards.filter((board): board is RestingBoard => board.rest !== undefined);
  if (felt.length === 0) return agent;
  if (period > 0) return new RestingAgent(agent, felt, period);
  throw new UsageError(
    'devices: got devices that change with time, but no pulse period: expected conditions.periodSeconds in the device file, which says how long a learning step takes',
  );
}
