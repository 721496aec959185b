import type { Step } from '../../envs/environment.js';
import type { Observation } from '../core/observation.js';
import type { Settings } from '../core/setting.js';
import { ActorCritic, actorCritic, CRITIC, FIRST_ACTOR } from './actor-critic.js';
import type { LearnerKind, LearnerParts } from './learner-kind.js';

type Name = 'lambda' | 'accumulating' | 'cutoff';

/**
 * The actor–critic with eligibility traces (Sutton and Barto, 2nd ed., Sections 12.2 and 13.5): every step is taught to
 * all cells that were seen lately, Δw_j = α δ e_j and Δθ_ij = α δ z_ij, at the cost of their updates.
 * Both traces fade by γλ a step. Accumulating ones then add x_j to e_j and x_j (1[i = a] − h_i) to z_ij. Replacing ones
 * (Singh and Sutton, Machine Learning 22, 1996) take these values instead of what was left, where |x_j| is at least |e_j|.
 * Traces end with their episode. With λ = 0 this is the actor–critic without them.
 */
class ActorCriticTraces extends ActorCritic {
  /** e of each cell, and z, cells × actions */
  private readonly critic: Float64Array;
  private readonly actor: Float64Array;
  /** the cells that have a trace */
  private readonly traced: Uint32Array;
  private readonly isTraced: Uint8Array;
  private count = 0;
  private ended = false;
  private readonly fade: number;

  constructor(
    { scheme, learning, random, cells, actions }: LearnerParts,
    private readonly traces: Settings<Name>,
  ) {
    super(scheme, learning, random, cells, actions);
    this.critic = new Float64Array(cells);
    this.actor = new Float64Array(cells * actions);
    this.traced = new Uint32Array(cells);
    this.isTraced = new Uint8Array(cells);
    this.fade = learning.discount * traces.lambda;
  }

  override learn(step: Step, next: Observation): void | Promise<void> {
    this.ended = step.terminated || step.truncated;
    return super.learn(step, next);
  }

  protected override update(): void | Promise<void> {
    this.couple();
    if (this.forced) this.coupling.fill(0);
    this.decay();
    this.see();
    this.request();
    if (this.ended) this.clear();
    return this.batch.count === 0 ? undefined : this.scheme.apply(this.batch);
  }

  /** Traces fade; one below the cut-off is forgotten. */
  private decay(): void {
    const { critic, actor, traced, isTraced, actions, fade } = this;
    const { cutoff } = this.traces;
    let kept = 0;
    for (let k = 0; k < this.count; k++) {
      const cell = traced[k];
      const trace = fade * critic[cell];
      const size = Math.abs(trace);
      const stays = size > 0 && size >= cutoff;
      critic[cell] = stays ? trace : 0;
      for (let i = cell * actions; i < (cell + 1) * actions; i++) actor[i] = stays ? fade * actor[i] : 0;
      if (stays) traced[kept++] = cell;
      else isTraced[cell] = 0;
    }
    this.count = kept;
  }

  /** What was acted on leaves its traces. */
  private see(): void {
    const { critic, actor, traced, isTraced, coupling, actions } = this;
    const { value, active, count } = this.seen;
    const accumulates = this.traces.accumulating === 1;
    for (let k = 0; k < count; k++) {
      const cell = active[k];
      const x = value[cell];
      if (x === 0 || (!accumulates && Math.abs(x) < Math.abs(critic[cell]))) continue;
      if (isTraced[cell] === 0) traced[this.count++] = cell;
      isTraced[cell] = 1;
      critic[cell] = accumulates ? critic[cell] + x : x;
      for (let i = 0; i < actions; i++) {
        const hebbian = x * coupling[i];
        actor[cell * actions + i] = accumulates ? actor[cell * actions + i] + hebbian : hebbian;
      }
    }
  }

  /** Asks for α δ times each trace. */
  private request(): void {
    const { batch, critic, actor, traced, actions } = this;
    const { device, delta } = batch;
    const { threshold } = this.settings;
    const tdUpdate = this.tdError.output[0];
    let asked = 0;
    for (let k = 0; k < this.count; k++) {
      const cell = traced[k];
      const first = cell * (FIRST_ACTOR + actions);
      device[asked] = first + CRITIC;
      delta[asked] = tdUpdate * critic[cell];
      if (delta[asked] !== 0 && Math.abs(delta[asked]) >= threshold) asked++;
      for (let i = 0; i < actions; i++) {
        device[asked] = first + FIRST_ACTOR + i;
        delta[asked] = tdUpdate * actor[cell * actions + i];
        if (delta[asked] !== 0 && Math.abs(delta[asked]) >= threshold) asked++;
      }
    }
    batch.count = asked;
  }

  private clear(): void {
    const { critic, actor, traced, isTraced, actions } = this;
    for (let k = 0; k < this.count; k++) {
      const cell = traced[k];
      critic[cell] = isTraced[cell] = 0;
      actor.fill(0, cell * actions, (cell + 1) * actions);
    }
    this.count = 0;
  }
}

export const actorCriticTraces: LearnerKind<Name> = {
  ...actorCritic,
  meaning: 'the actor–critic with eligibility traces: each step is taught to all cells that were seen lately',
  settings: {
    lambda: { default: 0.8, minimum: 0, maximum: 1, meaning: 'λ, how much of a trace is left a step later, beside γ' },
    accumulating: { default: 0, minimum: 0, maximum: 1, whole: true, meaning: 'traces add up (1), or are replaced (0)' },
    cutoff: { default: 0.01, minimum: 0, maximum: 1, meaning: 'a trace that fades below this is forgotten' },
  },
  make: (parts, settings) => new ActorCriticTraces(parts, settings),
}; // prettier-ignore
