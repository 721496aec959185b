import type { Observation } from '../src/core/observation.js';
import type { Environment, Step } from './environment.js';

/** Is told what a task shows: at the start of an episode, and after each step what came of it. */
export type Watch = (seen: Observation, step?: Step) => void;

/** A task as it is; with a watch, one that is told of all that happens in it. */
export function watched(task: Environment, watch?: Watch): Environment {
  return watch ? new Watched(task, watch) : task;
}

class Watched implements Environment {
  readonly actions: number;

  constructor(
    private readonly task: Environment,
    private readonly watch: Watch,
  ) {
    this.actions = task.actions;
  }

  get observation(): Observation {
    return this.task.observation;
  }

  reset(): void {
    this.task.reset();
    this.watch(this.observation);
  }

  step(action: number): Step {
    const step = this.task.step(action);
    this.watch(this.observation, step);
    return step;
  }
}
