import { ObservationPair, type Observation } from '../src/core/observation.js';
import type { Environment, Step } from './environment.js';

/** Encodes a numbered state as one active cell among many: x_j = 1 for the present state j, else 0. */
export class OneHot implements Environment {
  readonly actions: number;

  private readonly seen: ObservationPair;

  /** @param task an environment whose observation is one whole number, 0 … states − 1 */
  constructor(
    private readonly task: Environment,
    states: number,
  ) {
    this.seen = new ObservationPair(states, 1);
    this.actions = task.actions;
  }

  get observation(): Observation {
    return this.seen.present;
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
    const observation = this.seen.turn();
    const { value, active, block } = observation;
    value[active[0]] = 0;
    observation.count = 1;
    active[0] = block[0] = this.task.observation.value[0];
    block[1] = active[0] + 1;
    value[active[0]] = 1;
  }
}
