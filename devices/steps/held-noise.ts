import type { RandomStream } from '../../src/core/random-stream.js';

/**
 * What a write leaves to be read beside the conductance: it is drawn anew at each write of a device, at its first
 * state too, and every read until the next write sees the same (aihwkit, rpu_pulsed_device.h, write noise).
 */
export class HeldNoise {
  private readonly held: Float64Array;
  private readonly drawn = new Float64Array(1);

  /** @param sigma standard deviation per device, siemens */
  constructor(
    private readonly sigma: Float64Array,
    private readonly random: RandomStream,
  ) {
    this.held = new Float64Array(sigma.length);
    for (let d = 0; d < sigma.length; d++) this.renew(d);
  }

  renew(d: number): void {
    this.random.normals(this.drawn, 1);
    this.held[d] = this.sigma[d] * this.drawn[0];
  }

  read(device: Uint32Array, deviation: Float64Array, count: number): void {
    for (let i = 0; i < count; i++) deviation[i] = this.held[device[i]]!;
  }
}
