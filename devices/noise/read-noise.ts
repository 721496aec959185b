import type { RandomStream } from '../../src/core/random-stream.js';
import type { BankReadNoise } from '../device-bank.js';
import type { DrivenLines } from './driven-lines.js';

/** Correlation times of the 1/f-like part, in reads; octaves of octaves, equal shares, so that the sum falls like 1/f. */
export const PINK_READS = [2, 8, 32] as const;
const PARTS = PINK_READS.length;
/** Normal numbers for a single read. */
const WHITE_AND_PARTS = 1 + PARTS;

/** After so many reads nothing is left of a state: less than 1e-17, which a double cannot hold beside it. */
const FORGOTTEN = 40 * PINK_READS[PARTS - 1];
/** For each gap, in reads, and each part: what is kept, e = exp(−gap / τ), and what comes anew, √(1 − e²). */
const FADING = new Float64Array((FORGOTTEN + 1) * 2 * PARTS);
for (let gap = 0; gap <= FORGOTTEN; gap++) {
  PINK_READS.forEach((reads, part) => {
    const kept = gap === FORGOTTEN ? 0 : Math.exp(-gap / reads);
    FADING.set([kept, Math.sqrt(1 - kept * kept)], (gap * PARTS + part) * 2);
  });
}

/** Devices whose random numbers are drawn at one go. */
const BLOCK = 256;
/** A line with less than this share of the largest input of a product adds less than 1e-8 of the variance of an equally noisy one, and is not looked at. */
const FAINT = 1e-4;

/** Correlation of the 1/f-like part between two reads that are `lag` reads apart. */
export function pinkCorrelation(lag: number): number {
  let sum = 0;
  for (const reads of PINK_READS) sum += Math.exp(-lag / reads);
  return sum / PARTS;
}

/**
 * What a read adds to the conductance, and what is gone at the next one: a white part, and a 1/f-like part
 * made of one Ornstein–Uhlenbeck process for each of `PINK_READS`. Time is counted in reads of the bank
 * (0.5 ms apart in the measurement), so a device that is left alone forgets. A product is one read of all its devices.
 */
export class ReadNoise implements BankReadNoise {
  /** the processes of each device, of variance one, as they were when it was last looked at */
  private readonly state: Float64Array;
  private readonly last: Float64Array;
  /** of each process, siemens */
  private readonly share: Float64Array;
  private readonly drawn = new Float64Array(BLOCK * WHITE_AND_PARTS);
  /** of the devices of a call: the sum of their processes */
  private sum = new Float64Array(0);
  /** the devices of a product and their voltages, and the white deviate of each of its sums */
  private device = new Uint32Array(0);
  private volts = new Float64Array(0);
  private deviate = new Float64Array(0);
  private clock = 0;

  /** @param white, @param pink standard deviations per device, siemens */
  constructor(
    private readonly white: Float64Array,
    pink: Float64Array,
    private readonly random: RandomStream,
  ) {
    this.state = new Float64Array(white.length * PARTS);
    this.last = new Float64Array(white.length).fill(-FORGOTTEN);
    const share = 1 / Math.sqrt(PARTS);
    this.share = pink.map((deviation) => deviation * share);
  }

  /** One read of the bank: the deviation of each device that is looked at, siemens. They share the moment. */
  read(device: Uint32Array, deviation: Float64Array, count: number): void {
    const { white, share, drawn } = this;
    this.begin(count);
    const { sum } = this;
    for (let from = 0; from < count; from += BLOCK) {
      const to = Math.min(count, from + BLOCK);
      this.advance(device, from, to, WHITE_AND_PARTS);
      for (let i = from, k = 0; i < to; i++, k += WHITE_AND_PARTS) {
        const d = device[i];
        deviation[i] = white[d] * drawn[k] + share[d] * sum[i];
      }
    }
  }

  /**
   * One product: adds to each of its sums, amperes, what its devices are off by. The white parts of a sum are together one
   * Gaussian, of the variance Σ (V σ)². The 1/f-like parts belong to the devices, so that single reads see the same ones.
   */
  product(lines: DrivenLines, amperes: Float64Array): void {
    const sums = amperes.length;
    this.makeRoom(lines.count * sums, sums);
    const count = this.list(lines, sums);
    this.begin(count);
    for (let from = 0; from < count; from += BLOCK)
      this.advance(this.device, from, Math.min(count, from + BLOCK), PARTS);
    const { white, share, device, volts, sum, deviate } = this;
    this.random.normals(deviate, sums);
    for (let c = 0; c < sums; c++) {
      let current = 0.0;
      let variance = 0.0;
      for (let i = c; i < count; i += sums) {
        const d = device[i];
        const whiteAmperes = volts[i] * white[d];
        variance += whiteAmperes * whiteAmperes;
        current += volts[i] * share[d] * sum[i];
      }
      amperes[c] += current + Math.sqrt(variance) * deviate[c];
    }
  }

  /** Lists the devices of a product, but for those in faint lines, with their voltages; line by line. */
  private list({ first, input, gain, stride, count }: DrivenLines, sums: number): number {
    const { device, volts } = this;
    let largest = 0;
    for (let k = 0; k < count; k++) largest = Math.max(largest, Math.abs(input[k]));
    const faint = FAINT * largest;
    let listed = 0;
    for (let k = 0; k < count; k++) {
      if (Math.abs(input[k]) < faint) continue;
      const x = input[k];
      const end = (listed + sums) | 0;
      for (let d = first[k] | 0; listed < end; d = (d + stride) | 0) {
        device[listed] = d;
        volts[listed++] = x * gain[d];
      }
    }
    return listed;
  }

  /** The next moment, at which so many devices are looked at. */
  private begin(count: number): void {
    this.clock++;
    if (this.sum.length < count) this.sum = new Float64Array(count);
  }

  /** Takes the three processes of a block of devices to this moment, and sums them up; they use the last of the `draws` of each device. */
  private advance(device: Uint32Array, from: number, to: number, draws: number): void {
    const { clock, state, last, drawn, sum } = this;
    this.random.normals(drawn, (to - from) * draws);
    for (let i = from, k = draws - PARTS; i < to; i++, k += draws) {
      const d = device[i];
      // A device that stands twice in one read keeps its 1/f-like part.
      const f = (Math.min(clock - last[d], FORGOTTEN) | 0) * 2 * PARTS;
      const s = d * PARTS;
      const fast = FADING[f] * state[s] + FADING[f + 1] * drawn[k];
      const middle = FADING[f + 2] * state[s + 1] + FADING[f + 3] * drawn[k + 1];
      const slow = FADING[f + 4] * state[s + 2] + FADING[f + 5] * drawn[k + 2];
      state[s] = fast;
      state[s + 1] = middle;
      state[s + 2] = slow;
      sum[i] = fast + middle + slow;
      last[d] = clock;
    }
  }

  private makeRoom(devices: number, sums: number): void {
    if (this.device.length < devices) {
      this.device = new Uint32Array(devices);
      this.volts = new Float64Array(devices);
    }
    if (this.deviate.length < sums) this.deviate = new Float64Array(sums);
  }
}
