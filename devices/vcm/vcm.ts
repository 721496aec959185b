import type { RandomStream } from '../../src/core/random-stream.js';
import type { UpdateBatch } from '../../src/core/update-batch.js';
import type { CycleWalk } from './cycle-walk.js';
import type { DeviceBank } from '../device-bank.js';
import { ReadNoise } from '../noise/read-noise.js';
import type { VcmModel } from './vcm-model.js';

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

  // The devices of a batch that move, as columns: which, on which curve, where on it, and by how many pulses.
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
    this.moving = new Uint32Array(this.size);
    this.curve = new Uint32Array(this.size);
    this.x = new Float64Array(this.size);
    this.pulses = new Int32Array(this.size);
    this.noise = new Float64Array(this.size);
    if (model.readNoisy) {
      const siemens = (part: Float64Array) =>
        this.lowest.map((low, d) => part[fitOf[d]] * (this.highest[d] - low));
      this.readNoise = new ReadNoise(siemens(model.white), siemens(model.pink), readRandom);
    }
  }

  pulse(batch: UpdateBatch): void {
    const count = this.select(batch);
    this.model.curves.move(this.curve, this.x, this.pulses, count);
    if (this.model.writeNoisy) this.disturb(count);
    this.settle(count);
  }

  /** Lists the devices that move, and on which curve: SET curves are even, RESET curves odd. */
  private select({ device, direction, pulses, count }: UpdateBatch): number {
    const { conductance, lowest, highest, model } = this;
    let moving = 0;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const n = pulses[i];
      // At the bench there is no wanted change, only pulses.
      const up = direction[i] || n;
      const present = conductance[d];
      if (up > 0 ? present >= highest[d] : up === 0 || present <= lowest[d]) continue;
      const falls = n < 0 || (n === 0 && up < 0) ? 1 : 0;
      const weight = (present - lowest[d]) / (highest[d] - lowest[d]);
      this.moving[moving] = d;
      this.curve[moving] = (this.fitOf[d] * model.cycles + this.walk.next(d, up, n)) * 2 + falls;
      this.x[moving] = falls ? 1 - weight : weight;
      this.pulses[moving] = Math.abs(n);
      moving++;
    }
    return moving;
  }

  private disturb(count: number): void {
    const { curve, x, pulses, noise, model } = this;
    this.random.normals(noise, count);
    for (let i = 0; i < count; i++) {
      const update = model.update[curve[i]];
      const pulse = model.pulse[curve[i]];
      // Seen from the top, as RESET is, noise has the other sign.
      const sign = curve[i] % 2 ? -1 : 1;
      x[i] += sign * Math.sqrt(update * update + pulses[i] * pulse * pulse) * noise[i];
    }
  }

  private settle(count: number): void {
    const { conductance, lowest, highest, moving, curve, x } = this;
    for (let i = 0; i < count; i++) {
      const d = moving[i];
      const weight = curve[i] % 2 ? 1 - x[i] : x[i];
      const low = lowest[d];
      conductance[d] = weight >= 1 ? highest[d] : weight <= 0 ? low : low + weight * (highest[d] - low);
    }
  }
}
