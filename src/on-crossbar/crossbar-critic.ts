import { Observation } from '../core/observation.js';
import { ReadBatch } from '../core/read-batch.js';
import { UpdateBatch } from '../core/update-batch.js';
import type { UpdateScheme } from '../schemes/update-scheme.js';

/**
 * A critic that learns the values of a fixed policy by TD(0), with one device weight a state: α δ = α (r + γ w′ − w) is one read of signed
 * voltages, as in the article, and the weight of the state that was left is asked to change by it.
 */
export class CrossbarCritic {
  /** what was asked for in the last step, and what became of it */
  readonly update = new UpdateBatch(1);
  private readonly seen: readonly Observation[];
  private readonly tdError: ReadBatch;

  /** @param scheme of an array of one column, with a row for each state */
  constructor(
    private readonly scheme: UpdateScheme,
    states: number,
    private readonly learningRate: number,
    discount: number,
  ) {
    this.seen = Array.from({ length: states }, (_, state) => oneHot(states, state));
    this.tdError = new ReadBatch(0, 1, [-learningRate, learningRate * discount]);
  }

  /** Learns from one step. @param next the state that follows, or null where the episode ended */
  learn(state: number, reward: number, next: number | null): void | Promise<void> {
    const { tdError, seen } = this;
    tdError.clear();
    tdError.drive(seen[state]);
    if (next !== null) tdError.drive(seen[next]);
    tdError.reference[0] = this.learningRate * reward;
    const pending = this.scheme.multiply(tdError);
    return pending === undefined ? this.change(state) : pending.then(() => this.change(state));
  }

  private change(state: number): void | Promise<void> {
    const { update, tdError } = this;
    update.clear();
    if (tdError.output[0] === 0) return undefined;
    update.add(state, tdError.output[0]);
    return this.scheme.apply(update);
  }
}

function oneHot(states: number, state: number): Observation {
  const seen = new Observation(states, 1);
  seen.value[state] = 1;
  seen.active[0] = state;
  seen.count = 1;
  seen.block.set([state, state + 1, 0, 1]);
  return seen;
}
