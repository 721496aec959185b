import type { Observation } from '../src/core/observation.js';
import type { Environment, Step } from './environment.js';

/** Receives the observation at the start of an episode, and the observation and result of each step. */
export type Watch = (seen: Observation, step?: Step) => void;

/** The task itself, or with a watch, the same task that reports every observation and step to the watch. */
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
