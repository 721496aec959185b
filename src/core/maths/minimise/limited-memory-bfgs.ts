import { dot } from '../vectors.js';
import { firstStep } from './bfgs.js';
import { descend, type Place } from './descent.js';
import type { Minimiser } from './minimiser.js';
import { WolfeSearch } from './wolfe-search.js';

/** Number of steps that are remembered. */
const MEMORY = 20;

/** L-BFGS: the inverse Hessian of BFGS from the last steps alone, for many parameters (Nocedal and Wright, Numerical Optimization, 7.2). */
export const limitedMemoryBfgs: Minimiser = (objective, parameters, limits, watch) => {
  const { size } = objective;
  const gradient = new Float64Array(size);
  const direction = new Float64Array(size);
  const history = new StepHistory(size);
  const search = new WolfeSearch(objective);
  const place: Place = { parameters, gradient, value: objective.gradient(parameters, gradient) };
  const tryStep = () => {
    history.fillDirection(gradient, direction);
    history.leave(parameters, gradient);
    return search.move(place, direction, history.isEmpty ? firstStep(gradient) : 1) > 0;
  };
  return descend(place, limits, watch, () => {
    if (!tryStep()) {
      if (history.isEmpty) return false;
      history.forget();
      if (!tryStep()) return false;
    }
    history.arrive(parameters, gradient);
    return true;
  });
};

/** The last steps, with how the gradient changed over them. */
class StepHistory {
  private readonly steps: Float64Array[];
  private readonly changes: Float64Array[];
  private readonly along = new Float64Array(MEMORY);
  private readonly shares = new Float64Array(MEMORY);
  private count = 0;
  private last = 0;

  constructor(private readonly size: number) {
    const columns = () => Array.from({ length: MEMORY }, () => new Float64Array(size));
    [this.steps, this.changes] = [columns(), columns()];
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  forget(): void {
    this.count = 0;
  }

  /** Notes where a step begins. */
  leave(parameters: Float64Array, gradient: Float64Array): void {
    const next = (this.last + 1) % MEMORY;
    this.steps[next].set(parameters);
    this.changes[next].set(gradient);
    // The oldest step has just been written over.
    this.count = Math.min(this.count, MEMORY - 1);
  }

  /** Notes where it ended, and keeps it if the gradient grew along it. */
  arrive(parameters: Float64Array, gradient: Float64Array): void {
    const next = (this.last + 1) % MEMORY;
    const [step, change] = [this.steps[next], this.changes[next]];
    for (let i = 0; i < this.size; i++) {
      step[i] = parameters[i] - step[i];
      change[i] = gradient[i] - change[i];
    }
    this.along[next] = dot(step, change);
    if (!(this.along[next] > 0)) return;
    this.last = next;
    this.count++;
  }

  /** Fills −(inverse Hessian) × gradient, by two loops over the steps. */
  fillDirection(gradient: Float64Array, direction: Float64Array): void {
    const { steps, changes, along, shares, count, size, last } = this;
    for (let i = 0; i < size; i++) direction[i] = -gradient[i];
    for (let k = 0; k < count; k++) {
      const at = (last - k + MEMORY) % MEMORY;
      shares[at] = dot(steps[at], direction) / along[at];
      for (let i = 0; i < size; i++) direction[i] -= shares[at] * changes[at][i];
    }
    if (count > 0) {
      const factor = along[last] / dot(changes[last], changes[last]);
      for (let i = 0; i < size; i++) direction[i] *= factor;
    }
    for (let k = count - 1; k >= 0; k--) {
      const at = (last - k + MEMORY) % MEMORY;
      const back = shares[at] - dot(changes[at], direction) / along[at];
      for (let i = 0; i < size; i++) direction[i] += back * steps[at][i];
    }
  }
}
