import type { RandomStream } from '../../src/core/random-stream.js';
import type { UpdateBatch } from '../../src/core/update-batch.js';
import type { DeviceBank } from '../device-bank.js';
import { HeldNoise } from './held-noise.js';
import type { StepArray } from './step-array.js';
import type { StepLaw } from './step-law.js';

/** Pulses that are carried out at one go. */
const TRAIN = 256;

/**
 * A bank of pulsed step devices: pulse by pulse, each with its own noise, and each device's own range of weight laid
 * linearly over its window in siemens. Conductance is the hidden state; what a write leaves to be read is read noise.
 * A row of zero pulses is no write and changes nothing.
 */
export class StepBank implements DeviceBank {
  readonly size: number;
  readonly conductance: Float64Array;
  readonly readNoise?: HeldNoise;
  private readonly deviates = new Float64Array(TRAIN);

  /**
   * @param lowest, @param highest windows, siemens
   * @param noise streams of the pulses and of the writes; none for devices without noise
   */
  constructor(
    private readonly devices: StepArray,
    private readonly law: StepLaw,
    readonly lowest: Float64Array,
    readonly highest: Float64Array,
    private readonly noise?: { pulses: RandomStream; writes: RandomStream },
  ) {
    this.size = devices.size;
    this.conductance = lowest.slice();
    const { writeNoise, step } = devices.parameters;
    if (noise && writeNoise > 0) {
      const sigma = lowest.map((low, d) => {
        const range = devices.highest[d] - devices.lowest[d];
        return (writeNoise * step * (highest[d] - low)) / range;
      });
      this.readNoise = new HeldNoise(sigma, noise.writes);
    }
  }

  pulse({ device, pulses, count }: UpdateBatch): void {
    for (let i = 0; i < count; i++) {
      if (pulses[i] === 0) continue;
      this.train(device[i], pulses[i]);
      this.settle(device[i]);
      this.readNoise?.renew(device[i]);
    }
  }

  adopt({ device, count }: UpdateBatch): void {
    const { state, lowest: bottom, highest: top } = this.devices;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const weight = (this.conductance[d] - this.lowest[d]) / (this.highest[d] - this.lowest[d]);
      state[d] = bottom[d] + weight * (top[d] - bottom[d]);
    }
  }

  private train(d: number, pulses: number): void {
    const { law, noise, deviates } = this;
    const falls = pulses < 0 ? 1 : 0;
    for (let left = Math.abs(pulses); left > 0; left -= TRAIN) {
      const count = Math.min(left, TRAIN);
      if (noise) noise.pulses.normals(deviates, count);
      law.move(d, falls, deviates, count);
    }
  }

  private settle(d: number): void {
    const { state, lowest: bottom, highest: top } = this.devices;
    const weight = (state[d] - bottom[d]) / (top[d] - bottom[d]);
    const low = this.lowest[d];
    this.conductance[d] = weight >= 1 ? this.highest[d] : low + weight * (this.highest[d] - low);
  }
}
