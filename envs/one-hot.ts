import type { Environment, Step } from './environment.js';

/** Shows a numbered state as one active cell among many: x_j = 1 for the present state j, else 0. */
export class OneHot implements Environment {
  readonly observation: Float64Array;
  readonly actions: number;
  private active = 0;

  /** @param task an environment whose observation is one whole number, 0 … states − 1 */
  constructor(
    private readonly task: Environment,
    states: number,
  ) {
    this.observation = new Float64Array(states);
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
    this.observation[this.active] = 0;
    this.active = this.task.observation[0]!;
    this.observation[this.active] = 1;
  }
}
