import type { BankCurves } from './bank-curves.js';

/** Straight lines between knots, from 0 to N pulses, whose x never falls. */
export interface KnotCurve {
  readonly pulses: ArrayLike<number>;
  /** x at each knot */
  readonly rises: ArrayLike<number>;
}

/**
 * Free curves, ready to be walked along. A device has no memory beside its weight, so its place is where the curve has this weight; of a flat
 * piece that is the end, from which the next pulse moves it on: a flat piece never holds a device. Below its curve a device starts at the
 * lower end. Above its curve, or at its end, it stays.
 */
export class KnotCurves implements BankCurves {
  /** knots of all curves, curve after curve */
  private readonly pulses: Float64Array;
  private readonly rises: Float64Array;
  /** first knot of each curve; one more at the end */
  private readonly first: Uint32Array;

  constructor(curves: readonly KnotCurve[]) {
    this.pulses = Float64Array.from(curves.flatMap(({ pulses }) => Array.from(pulses)));
    this.rises = Float64Array.from(curves.flatMap(({ rises }) => Array.from(rises)));
    this.first = new Uint32Array(curves.length + 1);
    for (const [c, { pulses }] of curves.entries()) this.first[c + 1] = this.first[c] + pulses.length;
  }

  move(curve: Uint32Array, x: Float64Array, m: Int32Array, count: number): void {
    const { pulses, rises, first } = this;
    for (let i = 0; i < count; i++) {
      const end = first[curve[i] + 1] - 1;
      // A device above the end of its curve stays.
      if (m[i] === 0 || x[i] >= rises[end]) continue;
      let knot = this.enter(curve[i], x, i);
      const share = (x[i] - rises[knot]) / (rises[knot + 1] - rises[knot]);
      const reached = pulses[knot] + share * (pulses[knot + 1] - pulses[knot]) + m[i];
      if (reached >= pulses[end]) x[i] = rises[end];
      else {
        while (pulses[knot + 1] <= reached) knot++;
        const ahead = (reached - pulses[knot]) / (pulses[knot + 1] - pulses[knot]);
        x[i] = rises[knot] + ahead * (rises[knot + 1] - rises[knot]);
      }
    }
  }

  locate(curve: Uint32Array, x: Float64Array, count: number): void {
    const { pulses, rises, first } = this;
    for (let i = 0; i < count; i++) {
      const end = first[curve[i] + 1] - 1;
      if (x[i] >= rises[end]) x[i] = pulses[end];
      else {
        const knot = this.enter(curve[i], x, i);
        const share = (x[i] - rises[knot]) / (rises[knot + 1] - rises[knot]);
        x[i] = pulses[knot] + share * (pulses[knot + 1] - pulses[knot]);
      }
    }
  }

  /** Raises one x to the lower end of its curve. @returns the last knot that is not above it; x lies below the upper end */
  private enter(curve: number, x: Float64Array, i: number): number {
    const { rises, first } = this;
    let low = first[curve];
    let high = first[curve + 1] - 1;
    if (x[i] < rises[low]) x[i] = rises[low];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (rises[middle] <= x[i]) low = middle;
      else high = middle;
    }
    return low;
  }
}
