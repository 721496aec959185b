import type { Step } from '../../envs/environment.js';
import { Observation } from '../core/observation.js';
import { ReadBatch } from '../core/read-batch.js';
import type { Setting } from '../core/setting.js';
import { UpdateBatch } from '../core/update-batch.js';
import type { Agent } from './agent.js';
import type { Head, LearnerParts } from './learner-kind.js';

/**
 * Action values Q(x, i) = Σ_j q_ij x_j in a crossbar of cells × actions, learned by TD errors (Sutton and Barto, 2nd
 * ed., Chapter 6). Looking reads all columns with an observation. Learning asks for
 * Δq_aj = α (r + γ Q(x′, a′) − Q(x, a)) x_j in the column of the action taken, and reads twice:
 * - all columns with x′, to find a′; this read is left out where the episode terminated;
 * - the TD error. If a′ = a, one column has both values, and the error is one read of signed inputs α (γ x′ − x).
 *   Otherwise column a is read with −α x, and α γ Q(x′, a′) goes with the reward on the reference row.
 *
 * A forced step would have had the same outcome with every action: all columns are taught it, each with its own error.
 */
export abstract class ActionValues implements Agent {
  readonly batch: UpdateBatch;
  /** Q of each action, as last looked at */
  protected readonly values: ReadBatch;
  protected action = 0;
  /** what was acted on, and what came after it */
  private seen: Observation;
  private next: Observation;
  private readonly reward = new Float64Array(1);
  private forced = false;
  private terminated = false;
  private readonly ofAction: readonly ReadBatch[];
  private readonly ofAll: ReadBatch;
  private error: ReadBatch;
  private readonly drawn = new Float64Array(2);

  constructor(
    private readonly parts: LearnerParts,
    private readonly epsilon: number,
  ) {
    const { cells, actions } = parts;
    const { learningRate, discount } = parts.learning;
    const factors = [-learningRate, learningRate * discount];
    this.batch = new UpdateBatch(cells * actions);
    this.seen = this.next = new Observation(cells);
    this.values = new ReadBatch(0, actions);
    this.ofAction = Array.from({ length: actions }, (_, action) => new ReadBatch(action, 1, factors));
    this.ofAll = this.error = new ReadBatch(0, actions, factors);
  }

  /** The action a′ in whose value a step ends; the values of what came after it have just been read. */
  protected abstract nextAction(): number;

  act(observation: Observation): number | Promise<number> {
    this.seen = observation;
    const pending = this.look(observation);
    return pending === undefined ? this.choose() : pending.then(() => this.choose());
  }

  learn(step: Step, next: Observation): void | Promise<void> {
    this.next = next;
    this.reward[0] = step.reward;
    this.forced = step.forced;
    this.terminated = step.terminated;
    if (step.terminated) return this.correct();
    const pending = this.look(next);
    return pending === undefined ? this.correct() : pending.then(() => this.correct());
  }

  /** Takes an action as its own. */
  protected take(observation: Observation, action: number): number {
    this.seen = observation;
    this.action = action;
    return action;
  }

  /** An action by the ε-greedy policy; among equal values, chance decides. */
  protected draw(): number {
    const { drawn } = this;
    const { output } = this.values;
    this.parts.random.uniforms(drawn, 2);
    if (drawn[0] < this.epsilon) return Math.floor(drawn[1] * output.length);
    const greedy = highest(output);
    let equals = 0;
    for (let i = 0; i < output.length; i++) if (output[i] === output[greedy]) equals++;
    let left = Math.floor(drawn[1] * equals);
    let action = greedy;
    while (left > 0) if (output[++action] === output[greedy]) left--;
    return action;
  }

  private choose(): number {
    return (this.action = this.draw());
  }

  private look(observation: Observation): void | Promise<void> {
    this.values.clear();
    this.values.drive(observation);
    return this.parts.scheme.multiply(this.values);
  }

  private correct(): void | Promise<void> {
    const { learningRate, discount } = this.parts.learning;
    const error = (this.error = this.forced ? this.ofAll : this.ofAction[this.action]);
    error.clear();
    error.drive(this.seen);
    error.reference[0] = learningRate * this.reward[0];
    if (!this.terminated) {
      const following = this.nextAction();
      if (error.columns === 1 && following === error.first) error.drive(this.next);
      else error.reference[0] += learningRate * discount * this.values.output[following];
    }
    const pending = this.parts.scheme.multiply(error);
    return pending === undefined ? this.update() : pending.then(() => this.update());
  }

  private update(): void | Promise<void> {
    const { batch, error } = this;
    const { device, delta } = batch;
    const { value, active, count } = this.seen;
    const { output, first, columns } = error;
    const { actions } = this.parts;
    const { threshold } = this.parts.learning;
    let asked = 0;
    for (let k = 0; k < count; k++) {
      const cell = active[k];
      for (let c = 0; c < columns; c++) {
        device[asked] = cell * actions + first + c;
        delta[asked] = output[c] * value[cell];
        if (delta[asked] !== 0 && Math.abs(delta[asked]) >= threshold) asked++;
      }
    }
    batch.count = asked;
    return asked === 0 ? undefined : this.parts.scheme.apply(batch);
  }
}

/** The share ε of moves that are made at random. */
export const epsilon: Setting = {
  default: 0.1,
  minimum: 0,
  maximum: 1,
  meaning: 'ε, the probability that an action is drawn at random instead of the one with the highest value',
};

/** The columns of a learner of action values. */
export function actionValueHeads(actions: number): Head[] {
  return Array.from({ length: actions }, (_, action) => ({
    name: `Q of action ${action}`,
    action,
    role: (cell) => `Q${cell}_${action}`,
    column: (cell) => `q${cell}_${action}`,
  }));
}

/** The first of the actions with the highest value. */
export function highest(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}

/** The probabilities of the actions under the ε-greedy policy, into `out`. */
export function greedyOdds(values: Float64Array, epsilon: number, out: Float64Array): void {
  const greedy = values[highest(values)];
  const equals = values.reduce((count, value) => count + (value === greedy ? 1 : 0), 0);
  for (let i = 0; i < values.length; i++) {
    out[i] = epsilon / values.length + (values[i] === greedy ? (1 - epsilon) / equals : 0);
  }
}
