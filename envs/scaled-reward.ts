import type { Observation } from '../src/core/observation.js';
import type { Environment, Step } from './environment.js';

/** A task whose rewards are a factor times those of another one. */
export class ScaledReward implements Environment {
  readonly actions: number;

  constructor(
    private readonly task: Environment,
    private readonly factor: number,
  ) {
    this.actions = task.actions;
  }

  get observation(): Observation {
    return this.task.observation;
  }

  reset(): void {
    this.task.reset();
  }

  step(action: number): Step {
    const step = this.task.step(action);
    step.reward *= this.factor;
    return step;
  }
}
