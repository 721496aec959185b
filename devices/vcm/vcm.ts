import type { RandomStream } from '../../src/core/random-stream.js';
import type { UpdateBatch } from '../../src/core/update-batch.js';
import type { CycleWalk } from './cycle-walk.js';
import type { DeviceBank } from '../device-bank.js';
import { ReadNoise } from '../noise/read-noise.js';
import type { VcmModel } from './vcm-model.js';

/** Devices that are moved together: so few that their columns stay in the nearest cache. */
const BLOCK = 512;

/**
 * A bank of valence-change memristors (doi:10.1038/s42256-025-01149-w, Methods): a pulse train moves a device
 * along its measured curve from where it is, then noise is added and the weight is clipped to the window.
 * An update that pushes a device beyond the end where it already lies changes nothing and draws no noise;
 * one of zero pulses still draws noise.
 */
export class VcmBank implements DeviceBank {
  readonly size: number;
  readonly conductance: Float64Array;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  readonly readNoise?: ReadNoise;

  // The devices of a block that move, as columns: which, on which curve, where on it, and by how many pulses.
  private readonly moving: Uint32Array;
  private readonly curve: Uint32Array;
  private readonly x: Float64Array;
  private readonly pulses: Int32Array;
  private readonly noise: Float64Array;

  /** @param fitOf which of the model's fits each device is made of */
  constructor(
    private readonly model: VcmModel,
    private readonly fitOf: Uint16Array,
    private readonly walk: CycleWalk,
    private readonly random: RandomStream,
    readRandom: RandomStream,
  ) {
    this.size = fitOf.length;
    this.lowest = Float64Array.from(fitOf, (fit) => model.fits[fit].lowestSiemens);
    this.highest = Float64Array.from(fitOf, (fit) => model.fits[fit].highestSiemens);
    this.conductance = this.lowest.slice();
    const block = Math.min(BLOCK, this.size);
    this.moving = new Uint32Array(block);
    this.curve = new Uint32Array(block);
    this.x = new Float64Array(block);
    this.pulses = new Int32Array(block);
    this.noise = new Float64Array(block);
    if (model.readNoisy) {
      const siemens = (part: Float64Array) =>
        this.lowest.map((low, d) => part[fitOf[d]] * (this.highest[d] - low));
      this.readNoise = new ReadNoise(siemens(model.white), siemens(model.pink), readRandom);
    }
  }

  pulse(batch: UpdateBatch): void {
    for (let from = 0; from < batch.count; from += BLOCK) {
      const count = this.select(batch, from, Math.min(batch.count, from + BLOCK));
      this.model.curves.move(this.curve, this.x, this.pulses, count);
      if (this.model.writeNoisy) this.disturb(count);
      this.settle(count);
    }
  }

  /** Lists the devices that move, and on which curve: SET curves are even, RESET curves odd. */
  private select({ device, direction, pulses: asked }: UpdateBatch, from: number, to: number): number {
    const { conductance, lowest, highest, fitOf, walk, moving, curve, x, pulses } = this;
    const { cycles } = this.model;
    let count = 0;
    for (let i = from; i < to; i++) {
      const d = device[i];
      const n = asked[i];
      // At the bench there is no wanted change, only pulses.
      const up = direction[i] || n;
      const present = conductance[d];
      const low = lowest[d];
      const high = highest[d];
      // Signs are hard to guess: sums of comparisons cost less than branches.
      const movable = (+(up > 0) & +(present < high)) | (+(up < 0) & +(present > low));
      if (movable === 0) continue;
      const falls = +(n < 0) | (+(n === 0) & +(up < 0));
      const weight = (present - low) / (high - low);
      moving[count] = d;
      curve[count] = (fitOf[d] * cycles + walk.next(d, up, n)) * 2 + falls;
      x[count] = falls + (1 - 2 * falls) * weight;
      pulses[count] = Math.abs(n);
      count++;
    }
    return count;
  }

  private disturb(count: number): void {
    const { curve, x, pulses, noise } = this;
    const { update, pulse } = this.model;
    this.random.normals(noise, count);
    for (let i = 0; i < count; i++) {
      const left = update[curve[i]];
      const perPulse = pulse[curve[i]];
      // Seen from the top, as RESET is, noise has the other sign.
      const sign = 1 - 2 * (curve[i] & 1);
      x[i] += sign * Math.sqrt(left * left + pulses[i] * perPulse * perPulse) * noise[i];
    }
  }

  private settle(count: number): void {
    const { conductance, lowest, highest, moving, curve, x } = this;
    for (let i = 0; i < count; i++) {
      const d = moving[i];
      const falls = curve[i] & 1;
      const weight = falls + (1 - 2 * falls) * x[i];
      const low = lowest[d];
      conductance[d] = weight >= 1 ? highest[d] : weight <= 0 ? low : low + weight * (highest[d] - low);
    }
  }
}
