import { Observation } from '../src/core/observation.js';
import type { Environment, Step } from './environment.js';

/** Shows a numbered state as one active cell among many: x_j = 1 for the present state j, else 0. */
export class OneHot implements Environment {
  readonly observation: Observation;
  readonly actions: number;

  /** @param task an environment whose observation is one whole number, 0 … states − 1 */
  constructor(
    private readonly task: Environment,
    states: number,
  ) {
    this.observation = new Observation(states);
    this.observation.count = 1;
    this.actions = task.actions;
  }

  reset(): void {
    this.task.reset();
    this.show();
  }

  step(action: number): Step {
    const step = this.task.step(action);
    this.show();
    return step;
  }

  private show(): void {
    const { value, active } = this.observation;
    value[active[0]] = 0;
    active[0] = this.task.observation.value[0];
    value[active[0]] = 1;
  }
}
