import { streams, type RandomStream } from '../../../core/random-stream.js';
import type { SpikingNetwork } from '../spiking-network.js';

/** Changes the weights that a batch sees, in place: what devices make of wanted weights. */
export type Perturb = (weights: Float64Array, stream: RandomStream) => void;

/** How large weight noise is, and where. */
export interface WeightNoise {
  /** standard deviation as a share of the window */
  readonly share: number;
  /** largest |weight| that devices hold; default: the largest of the layer */
  readonly window?: number;
  /** seed of one draw for all batches, as the spread of devices is; default: each batch has a draw of its own */
  readonly frozen?: number;
  /** weights with 0 here get none; default: all get it */
  readonly mask?: Uint8Array;
}

/** Normal noise on the weights of each layer, to train with or to test with. */
export function weightNoise(network: SpikingNetwork, { share, window, frozen, mask }: WeightNoise): Perturb {
  const draw = new Float64Array(network.size);
  if (frozen !== undefined) streams(frozen)('spiking weight spread').normals(draw, draw.length);
  return (weights, stream) => {
    if (frozen === undefined) stream.normals(draw, draw.length);
    for (const { first, rows, width } of [...network.layers, network.output]) {
      const end = first + rows * width;
      const full = window ?? largestOf(weights.subarray(first, end));
      for (let i = first; i < end; i++) if (mask?.[i] !== 0) weights[i] += share * full * draw[i];
    }
  };
}

function largestOf(weights: Float64Array): number {
  return weights.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), 0);
}
