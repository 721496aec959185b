import type { Step } from '../../envs/environment.js';
import { after } from '../core/after.js';
import type { RandomStream } from '../core/random-stream.js';
import { ReadBatch } from '../core/read-batch.js';
import { UpdateBatch } from '../core/update-batch.js';
import type { UpdateScheme } from '../schemes/update-scheme.js';
import type { Agent } from './agent.js';

/** Column of the critic in the crossbar; action i has column FIRST_ACTOR + i. */
const CRITIC = 0;
const FIRST_ACTOR = 1;

export interface ActorCriticSettings {
  /** α */
  learningRate: number;
  /** γ */
  discount: number;
  /** T of the softmax policy */
  temperature: number;
}

/**
 * Actor–critic TD learning in one crossbar (doi:10.1038/s42256-025-01149-w, Eq. 3 and Methods), cells × (1 + actions).
 * Acting reads the preferences h_i = Σ_j θ_ij x_j; the policy is π(i) = exp(h_i/T) / Σ_k exp(h_k/T).
 * Learning reads α (r + Σ_j w_j (γ x′_j − x_j)) = α δ as one sum of signed inputs, then asks for
 * Δw_j = α δ x_j and Δθ_ij = α δ x_j (1[i = a] − h_i): the Hebbian term has the preference, not the probability.
 */
export class ActorCritic implements Agent {
  readonly batch: UpdateBatch;
  private readonly seen: Float64Array;
  private readonly preferences: ReadBatch;
  private readonly tdError: ReadBatch;
  private readonly odds: Float64Array;
  private action = 0;
  private forced = false;

  constructor(
    private readonly scheme: UpdateScheme,
    private readonly settings: ActorCriticSettings,
    private readonly random: RandomStream,
    cells: number,
    private readonly actions: number,
  ) {
    this.batch = new UpdateBatch(cells * (FIRST_ACTOR + actions));
    this.seen = new Float64Array(cells);
    this.preferences = new ReadBatch(cells, FIRST_ACTOR, actions);
    this.tdError = new ReadBatch(cells, CRITIC, 1);
    this.odds = new Float64Array(actions);
  }

  act(observation: Float64Array): number | Promise<number> {
    const { seen, preferences } = this;
    preferences.clear();
    for (let j = 0; j < seen.length; j++) {
      seen[j] = observation[j]!;
      preferences.drive(j, seen[j]);
    }
    return after(this.scheme.multiply(preferences), this.choose, preferences.output);
  }

  learn(step: Step, next: Float64Array): void | Promise<void> {
    const { seen, tdError } = this;
    const { learningRate } = this.settings;
    const discount = step.terminated ? 0 : this.settings.discount;
    tdError.clear();
    tdError.reference = learningRate * step.reward;
    for (let j = 0; j < seen.length; j++) tdError.drive(j, learningRate * (discount * next[j] - seen[j]));
    this.forced = step.forced;
    return after(this.scheme.multiply(tdError), this.update, tdError.output);
  }

  private readonly choose = (preference: Float64Array): number => {
    const { odds, actions } = this;
    let highest = -Infinity;
    for (let i = 0; i < actions; i++) highest = Math.max(highest, preference[i]);
    let total = 0;
    for (let i = 0; i < actions; i++) {
      total += Math.exp((preference[i] - highest) / this.settings.temperature);
      odds[i] = total;
    }
    const drawn = this.random.uniform() * total;
    this.action = 0;
    while (this.action < actions - 1 && odds[this.action] <= drawn) this.action++;
    return this.action;
  };

  private readonly update = (tdRead: Float64Array): void | Promise<void> => {
    const { batch, preferences, action } = this;
    const { device, delta } = batch;
    const { row, input, output, count } = preferences;
    const columns = FIRST_ACTOR + this.actions;
    const tdUpdate = tdRead[0];
    let asked = 0;
    for (let k = 0; k < count; k++) {
      device[asked] = row[k] * columns + CRITIC;
      delta[asked] = tdUpdate * input[k];
      if (delta[asked] !== 0) asked++;
    }
    for (let k = 0; k < count && !this.forced; k++) {
      const cell = row[k] * columns + FIRST_ACTOR;
      for (let i = 0; i < this.actions; i++) {
        device[asked] = cell + i;
        delta[asked] = tdUpdate * input[k] * ((i === action ? 1 : 0) - output[i]);
        if (delta[asked] !== 0) asked++;
      }
    }
    batch.count = asked;
    return this.scheme.apply(batch);
  };
}
