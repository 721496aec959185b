import { UsageError } from '../../src/core/errors.js';
import type { StepArray } from './step-array.js';
import type { StepLaw } from './step-law.js';

/**
 * Steps by a measured table: factors q at nodes that lie evenly from bound to bound, and straight lines between them
 * (aihwkit, rpu_piecewisestep_device.cpp): w += q(w) s (1 + σ ξ).
 */
export class PiecewiseStep implements StepLaw {
  private readonly nodes: readonly [set: Float64Array, reset: Float64Array];

  /** @throws UsageError unless both tables have two nodes or more */
  constructor(
    private readonly devices: StepArray,
    set: readonly number[],
    reset: readonly number[],
  ) {
    const fewest = Math.min(set.length, reset.length);
    if (fewest < 2)
      throw new UsageError(`piecewise step: got ${fewest} nodes: expected at least 2 for SET and for RESET`);
    this.nodes = [Float64Array.from(set), Float64Array.from(reset)];
  }

  move(d: number, falls: number, deviates: Float64Array, count: number): void {
    const { state, lowest, highest, step, parameters } = this.devices;
    const { pulseNoise } = parameters;
    const mean = step[2 * d + falls];
    const nodes = this.nodes[falls];
    const perNode = (nodes.length - 1) / (highest[d] - lowest[d]);
    let w = state[d];
    for (let i = 0; i < count; i++) {
      const place = (w - lowest[d]) * perNode;
      const node = Math.min(Math.floor(place), nodes.length - 2);
      const factor = nodes[node] + (place - node) * (nodes[node + 1] - nodes[node]);
      w = Math.min(Math.max(w + factor * mean * (1 + pulseNoise * deviates[i]), lowest[d]), highest[d]);
    }
    state[d] = w;
  }
}
