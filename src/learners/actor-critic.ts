import type { Step } from '../../envs/environment.js';
import type { Learning } from '../core/learning.js';
import { Observation } from '../core/observation.js';
import type { RandomStream } from '../core/random-stream.js';
import { ReadBatch } from '../core/read-batch.js';
import { UpdateBatch } from '../core/update-batch.js';
import type { UpdateScheme } from '../schemes/update-scheme.js';
import type { Agent } from './agent.js';
import type { Head, LearnerKind } from './learner-kind.js';

/** Column of the critic in the crossbar; action i has column FIRST_ACTOR + i. */
export const CRITIC = 0;
export const FIRST_ACTOR = 1;

/**
 * Actor–critic TD learning in one crossbar (doi:10.1038/s42256-025-01149-w, Eq. 3 and Methods), cells × (1 + actions).
 * Acting reads the preferences h_i = Σ_j θ_ij x_j; the policy is π(i) = exp(h_i/T) / Σ_k exp(h_k/T).
 * Learning reads α (r + Σ_j w_j (γ x′_j − x_j)) = α δ as one sum of signed inputs, then asks for
 * Δw_j = α δ x_j and Δθ_ij = α δ x_j (1[i = a] − h_i): the Hebbian term has the preference, not the probability.
 */
export class ActorCritic implements Agent {
  readonly batch: UpdateBatch;
  /** what was acted on */
  protected seen: Observation;
  private readonly preferences: ReadBatch;
  protected readonly tdError: ReadBatch;
  private readonly odds: Float64Array;
  /** the Hebbian factors 1[i = a] − h_i */
  protected readonly coupling: Float64Array;
  /** a column, so that no number has to go to the heap on its way */
  private readonly steepest = new Float64Array(1);
  private readonly drawn = new Float64Array(1);
  private action = 0;
  protected forced = false;

  constructor(
    protected readonly scheme: UpdateScheme,
    protected readonly settings: Learning,
    private readonly random: RandomStream,
    cells: number,
    protected readonly actions: number,
  ) {
    this.batch = new UpdateBatch(cells * (FIRST_ACTOR + actions));
    this.seen = new Observation(cells);
    this.preferences = new ReadBatch(FIRST_ACTOR, actions);
    const { learningRate, discount } = settings;
    this.tdError = new ReadBatch(CRITIC, 1, [-learningRate, learningRate * discount]);
    this.odds = new Float64Array(actions);
    this.coupling = new Float64Array(actions);
  }

  act(observation: Observation): number | Promise<number> {
    const { preferences } = this;
    this.seen = observation;
    preferences.clear();
    preferences.drive(observation);
    const pending = this.scheme.multiply(preferences);
    return pending === undefined ? this.choose() : pending.then(() => this.choose());
  }

  follow(observation: Observation, action: number): void {
    void this.act(observation);
    this.action = action;
  }

  learn(step: Step, next: Observation): void | Promise<void> {
    const { seen, tdError } = this;
    tdError.clear();
    tdError.drive(seen);
    if (!step.terminated) tdError.drive(next);
    tdError.reference[0] = this.settings.learningRate * step.reward;
    this.forced = step.forced;
    const pending = this.scheme.multiply(tdError);
    return pending === undefined ? this.update() : pending.then(() => this.update());
  }

  private choose(): number {
    const { odds, actions, drawn } = this;
    const { output: preference } = this.preferences;
    let highest = -Infinity;
    for (let i = 0; i < actions; i++) highest = Math.max(highest, preference[i]);
    let total = 0;
    for (let i = 0; i < actions; i++) {
      total += Math.exp((preference[i] - highest) / this.settings.temperature);
      odds[i] = total;
    }
    this.random.uniforms(drawn, 1);
    const aim = drawn[0] * total;
    this.action = 0;
    while (this.action < actions - 1 && odds[this.action] <= aim) this.action++;
    return this.action;
  }

  protected update(): void | Promise<void> {
    const { batch, coupling, actions } = this;
    const { device, delta } = batch;
    const { value, active, count, largest } = this.seen;
    const { threshold } = this.settings;
    const tdUpdate = this.tdError.output[0];
    this.couple();
    const steepest = this.steepest[0];
    batch.count = 0;
    if (Math.abs(tdUpdate) * largest * steepest < threshold) return undefined;
    const taught = this.forced ? 0 : actions;
    let asked = 0;
    for (let k = 0; k < count; k++) {
      const cell = active[k];
      const change = tdUpdate * value[cell];
      if (Math.abs(change) * steepest < threshold) continue;
      const first = cell * (FIRST_ACTOR + actions);
      device[asked] = first + CRITIC;
      delta[asked] = change;
      if (change !== 0 && Math.abs(change) >= threshold) asked++;
      for (let i = 0; i < taught; i++) {
        device[asked] = first + FIRST_ACTOR + i;
        delta[asked] = change * coupling[i];
        if (delta[asked] !== 0 && Math.abs(delta[asked]) >= threshold) asked++;
      }
    }
    batch.count = asked;
    return this.scheme.apply(batch);
  }

  /** The Hebbian factors 1[i = a] − h_i, and the largest of all, the critic's one included. */
  protected couple(): void {
    const { coupling, action, actions, steepest } = this;
    const { output } = this.preferences;
    steepest[0] = 1;
    for (let i = 0; i < actions; i++) {
      coupling[i] = (i === action ? 1 : 0) - output[i];
      steepest[0] = Math.max(steepest[0], Math.abs(coupling[i]));
    }
  }
}

const critic: Head = { name: 'critic', role: (cell) => `C${cell}`, column: (cell) => `w${cell}` };

function actor(action: number): Head {
  return {
    name: `action ${action}`,
    action,
    role: (cell) => `A${cell}_${action}`,
    column: (cell) => `a${cell}_${action}`,
  };
}

export const actorCritic: LearnerKind<never> = {
  meaning: 'a critic and an actor, taught by one TD error (the article)',
  settings: {},
  heads: (actions) => [critic, ...Array.from({ length: actions }, (_, action) => actor(action))],
  make: ({ scheme, learning, random, cells, actions }) =>
    new ActorCritic(scheme, learning, random, cells, actions),
  value: (sums) => sums[CRITIC],
  odds(sums, { temperature }, out) {
    let highest = -Infinity;
    for (let c = FIRST_ACTOR; c < sums.length; c++) highest = Math.max(highest, sums[c]);
    for (let c = FIRST_ACTOR; c < sums.length; c++) {
      out[c - FIRST_ACTOR] = Math.exp((sums[c] - highest) / temperature);
    }
  },
};
