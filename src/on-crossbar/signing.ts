import { Kinds } from '../core/kinds.js';

/** How devices, whose weights g go from 0 to 1, hold weights of either sign: w = (2 range / n) Σ sign (g − ½) over the n devices of a weight. */
export interface Signing {
  /** one phrase for listings, with the formula */
  readonly meaning: string;
  /** sign of each device of a weight; they stand side by side, in columns of their own */
  readonly signs: readonly number[];
  /** weight of the fixed resistors that are driven along with each line, and take the middle of the window from its sum */
  readonly reference: number;
  /** Weight of a device that holds its part of a weight, before the ends of the window. @param share the weight times the sign of the device, over the range */
  hold(share: number): number;
}

/** A device whose weight moves around the middle of its window. */
const aroundMiddle = (share: number) => 0.5 + share / 2;

/** Ways to hold signed weights, by name. */
export const signings = new Kinds<Signing>('way to hold signed weights', {
  pair: {
    meaning: 'a pair of columns: w = range (g⁺ − g⁻)',
    signs: [1, -1],
    reference: 0,
    hold: aroundMiddle,
  },
  reference: {
    meaning: 'one column against fixed resistors: w = 2 range (g − ½)',
    signs: [1],
    reference: -0.5,
    hold: aroundMiddle,
  },
});
