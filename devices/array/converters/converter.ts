import type { RandomStream } from '../../../src/core/random-stream.js';
import { largestCode, type DacSettings } from './converter-settings.js';

/** From this many steps beyond the last code on, a part of a value is lost: half a step can be carried, but for rounding. */
const LOST = 0.5 + 1e-9;

/**
 * Several converters of one kind, numbered from 0. Codes lie evenly on both sides of zero: ±(2^(bits−1) − 1) steps of
 * range / (2^(bits−1) − 1). A value goes to the nearest code, one halfway to the code farther from zero, one beyond the range
 * to the last code. The non-linearity is a smooth bow, a sin πt + b sin² πt with t the share of the range; each converter
 * has a and b of its own, with |a| + |b| = inl, so that its peak is inl steps. It allocates nothing per conversion.
 *
 * With `diffuse`, each converter adds its rounding error to the next value that it converts, and a value halfway goes to the upper
 * code (temporally diffused quantiser: Voelker, Rasmussen and Eliasmith, arXiv:2002.03553). From the first conversion on, the errors
 * add up to half a step at most, while values stay within the range. Of a value beyond it, what exceeds half a step is lost.
 */
export class Converter {
  /** values beyond the range so far */
  clipped = 0;
  private step = 0;
  private readonly top: number;
  private readonly offset: number;
  private readonly noise: number;
  private readonly odd: Float64Array;
  private readonly even: Float64Array;
  private readonly drawn: Float64Array;
  /** what each converter owes to its next value, in steps; absent where each value is rounded alone */
  private readonly carried?: Float64Array;

  /** @param count of converters @param most values in a call @param random for their bows, then for noise */
  constructor(
    settings: DacSettings,
    count: number,
    most: number,
    private readonly random: RandomStream,
  ) {
    const { bits, inl = 0, offset = 0, noise = 0, diffuse = false } = settings;
    this.top = bits === undefined ? 0 : largestCode(bits);
    this.offset = offset;
    this.noise = noise;
    this.odd = new Float64Array(count);
    this.even = new Float64Array(count);
    this.drawn = new Float64Array(noise > 0 ? most : 0);
    if (diffuse && this.top > 0) this.carried = new Float64Array(count);
    if (inl > 0) this.bend(inl);
  }

  /** Sets the largest value of either sign; a converter without bits has none. */
  reach(range: number): void {
    if (this.top > 0) this.step = range / this.top;
  }

  /** From numbers to volts, in place. @param which converter takes each value */
  emit(values: Float64Array, which: Uint32Array, count: number): void {
    const { step, top, odd, even } = this;
    if (step > 0) {
      for (let i = 0; i < count; i++) values[i] /= step;
      this.round(values, which, count);
      for (let i = 0; i < count; i++) {
        const s = Math.sin((Math.PI * values[i]) / top);
        values[i] = step * (values[i] + s * (odd[which[i]] + even[which[i]] * s));
      }
    }
    this.disturb(values, count);
  }

  /** From currents to numbers, in place. @param which converter takes each value */
  sense(values: Float64Array, which: Uint32Array, count: number): void {
    const { step, top, odd, even } = this;
    this.disturb(values, count);
    if (step === 0) return;
    for (let i = 0; i < count; i++) {
      const steps = values[i] / step;
      const s = Math.sin(Math.PI * Math.min(1, Math.max(-1, steps / top)));
      values[i] = steps + s * (odd[which[i]] + even[which[i]] * s);
    }
    this.round(values, which, count);
    for (let i = 0; i < count; i++) values[i] *= step;
  }

  /** Whether two conversions of a value can differ. */
  get varies(): boolean {
    return this.noise > 0 || this.carried !== undefined;
  }

  private disturb(values: Float64Array, count: number): void {
    const { offset, noise, drawn } = this;
    if (offset !== 0) for (let i = 0; i < count; i++) values[i] += offset;
    if (noise === 0) return;
    this.random.normals(drawn, count);
    for (let i = 0; i < count; i++) values[i] += noise * drawn[i];
  }

  /** Values in steps become codes. In place: a number that a call returns would lie on the heap. */
  private round(values: Float64Array, which: Uint32Array, count: number): void {
    const { top, carried } = this;
    if (carried) return this.diffuse(values, which, count, carried);
    for (let i = 0; i < count; i++) {
      const nearest = Math.floor(Math.abs(values[i]) + 0.5);
      if (nearest > top) this.clipped++;
      const size = Math.min(nearest, top);
      values[i] = values[i] < 0 ? 0 - size : size;
    }
  }

  private diffuse(values: Float64Array, which: Uint32Array, count: number, carried: Float64Array): void {
    const { top } = this;
    for (let i = 0; i < count; i++) {
      const wanted = values[i] + carried[which[i]];
      // Halfway goes up: away from zero, an error of half a step would go up and down for ever.
      const code = Math.min(top, Math.max(-top, Math.floor(wanted + 0.5)));
      const owed = wanted - code;
      if (Math.abs(owed) > LOST) this.clipped++;
      carried[which[i]] = Math.min(0.5, Math.max(-0.5, owed));
      values[i] = code;
    }
  }

  private bend(inl: number): void {
    for (let k = 0; k < this.odd.length; k++) {
      const angle = 2 * Math.PI * this.random.uniform();
      const peak = inl / (Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle)));
      this.odd[k] = peak * Math.cos(angle);
      this.even[k] = peak * Math.sin(angle);
    }
  }
}
