import type { BankReadNoise } from '../device-bank.js';
import type { DrivenLines } from './driven-lines.js';

/** The noise of a product, summed up from single reads of its devices: for a noise that knows no products. */
export class SummedReads {
  private readonly device: Uint32Array;
  private readonly deviation: Float64Array;

  /** @param size number of devices in the array */
  constructor(size: number) {
    this.device = new Uint32Array(size);
    this.deviation = new Float64Array(size);
  }

  /** Reads all devices of a product at one moment, and adds to each of its sums, amperes, what they are off by. */
  add(noise: Pick<BankReadNoise, 'read'>, lines: DrivenLines, amperes: Float64Array): void {
    const { device, deviation } = this;
    const { first, input, gain, stride, count } = lines;
    const sums = amperes.length;
    for (let k = 0; k < count; k++) {
      for (let c = 0; c < sums; c++) device[k * sums + c] = first[k] + c * stride;
    }
    noise.read(device, deviation, count * sums);
    for (let k = 0; k < count; k++) {
      for (let c = 0; c < sums; c++) {
        const i = k * sums + c;
        amperes[c] += input[k] * gain[device[i]] * deviation[i];
      }
    }
  }
}
