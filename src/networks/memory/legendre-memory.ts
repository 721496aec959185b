import { UsageError } from '../../core/errors.js';
import { heldInput } from './held-input.js';

/** What a Legendre memory is like. */
export interface LegendreSettings {
  /** numbers that it keeps: as many Legendre polynomials */
  readonly order: number;
  /** the window that it remembers, seconds */
  readonly theta: number;
  /** time of a step, seconds */
  readonly dt: number;
}

/**
 * The linear memory of a Legendre memory unit: dm/dt = A m + B u keeps the last θ seconds of a signal u as coefficients of shifted Legendre
 * polynomials (Voelker, Kajić and Eliasmith, NeurIPS 2019). Steps are exact for an input that is held during each. Its state is a layer
 * without weights to learn: features of the past for a network.
 */
export class LegendreMemory {
  /** order × order, row by row */
  readonly a: Float64Array;
  readonly b: Float64Array;
  /** m(t + dt) = stepA m + stepB u */
  readonly stepA: Float64Array;
  readonly stepB: Float64Array;
  /** the coefficients */
  readonly state: Float64Array;
  private readonly before: Float64Array;

  /** @throws UsageError for an order that is no whole number from 1, or a time that is not above 0 */
  constructor({ order, theta, dt }: LegendreSettings) {
    if (!(Number.isSafeInteger(order) && order >= 1))
      throw new UsageError(`got the order ${order} of a Legendre memory: expected a whole number from 1`);
    for (const [name, seconds] of Object.entries({ theta, dt }))
      if (!(seconds > 0 && seconds < Infinity))
        throw new UsageError(`got ${name} = ${seconds} s of a Legendre memory: expected more than 0`);
    this.a = new Float64Array(order * order);
    this.b = new Float64Array(order);
    for (let i = 0; i < order; i++) {
      this.b[i] = ((2 * i + 1) * (i % 2 ? -1 : 1)) / theta;
      for (let j = 0; j < order; j++)
        this.a[i * order + j] = ((2 * i + 1) * (i < j || (i - j) % 2 === 0 ? -1 : 1)) / theta;
    }
    ({ matrix: this.stepA, input: this.stepB } = heldInput(this.a, this.b, dt));
    this.state = new Float64Array(order);
    this.before = new Float64Array(order);
  }

  /** Forgets all. */
  reset(): void {
    this.state.fill(0);
  }

  /** Takes in the signal of one step. */
  step(u: number): void {
    const { state, before, stepA, stepB } = this;
    const order = state.length;
    before.set(state);
    for (let i = 0; i < order; i++) {
      let sum = stepB[i] * u;
      for (let j = 0; j < order; j++) sum += stepA[i * order + j] * before[j];
      state[i] = sum;
    }
  }

  /** The signal as it was some time ago, as far as the memory has it: Σ m_i P_i(2 share − 1). @param share of θ, from 0 to 1 */
  decode(share: number): number {
    const { state } = this;
    const x = 2 * share - 1;
    let sum = 0;
    for (let i = 0, [p, before] = [1, 0]; i < state.length; i++) {
      sum += p * state[i];
      [p, before] = [((2 * i + 1) * x * p - i * before) / (i + 1), p];
    }
    return sum;
  }
}
