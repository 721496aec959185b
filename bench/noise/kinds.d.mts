import type { Recorded } from '../../devices/fitting/characterisation.js';

/** What is true of a synthetic device, in units of the window; accumulating per pulse, dwells in readings. */
export interface Truth {
  readonly white?: number;
  readonly pink?: number;
  readonly readLike: number;
  readonly accumulating: number;
  readonly telegraph?: { readonly height: number; readonly lowDwell: number; readonly highDwell: number };
  readonly misfit?: true;
}

/** A kind of synthetic device. */
export interface Kind {
  readonly name: string;
  readonly meaning: string;
  readonly truth: Truth;
  readonly make: (seed: number) => Recorded;
}

export const kinds: readonly Kind[];
