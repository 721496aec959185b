import type { Observation } from '../src/core/observation.js';
import type { Environment, Step } from './environment.js';

/** Truncates an episode at a maximum number of steps, unless the task ends with the last of them. */
export class TimeLimit implements Environment {
  readonly actions: number;
  private steps = 0;

  constructor(
    private readonly task: Environment,
    private readonly limit: number,
  ) {
    this.actions = task.actions;
  }

  get observation(): Observation {
    return this.task.observation;
  }

  reset(): void {
    this.steps = 0;
    this.task.reset();
  }

  step(action: number): Step {
    const step = this.task.step(action);
    step.truncated = ++this.steps >= this.limit && !step.terminated;
    return step;
  }
}
