import { UsageError } from '../../../core/errors.js';
import type { SpikingNetwork } from '../spiking-network.js';

/** Which weights there are, and how large they may be. */
export interface WeightLimitSettings {
  /** [parameter]: those with 0 are pruned, zero and stay zero; default: none is */
  readonly mask?: Uint8Array;
  /** largest |weight|, as a window of devices has it: one number, or one for each layer and one for the outputs; default: none */
  readonly range?: number | readonly number[];
}

/** Keeps parameters of a network within limits. */
export class WeightLimits {
  private readonly mask: Uint8Array | undefined;
  /** [layer]: largest |weight|, the last for the outputs */
  private readonly ranges: readonly number[];

  /** @throws UsageError for a mask or ranges that do not fit the network */
  constructor(
    private readonly network: SpikingNetwork,
    { mask, range = Infinity }: WeightLimitSettings,
  ) {
    const { size, layers } = network;
    const count = layers.length + 1;
    const ranges = typeof range === 'number' ? new Array<number>(count).fill(range) : range;
    if (mask && mask.length !== size)
      throw new UsageError(
        `got a mask of ${mask.length} numbers: expected one for each of ${size} parameters`,
      );
    if (ranges.length !== count || !ranges.every((most) => most > 0))
      throw new UsageError(
        `got the ranges ${ranges.join(', ')} for weights: expected numbers above 0, one or ${count} (the layers and the outputs)`,
      );
    this.mask = mask;
    this.ranges = ranges;
  }

  /** Pruned parameters become zero, and larger ones than the range its end. */
  apply(parameters: Float64Array): void {
    const { network, ranges } = this;
    this.applyMask(parameters);
    for (const [l, { first, rows, width }] of [...network.layers, network.output].entries()) {
      const most = ranges[l];
      if (most < Infinity)
        for (let i = first; i < first + rows * width; i++)
          parameters[i] = Math.max(-most, Math.min(most, parameters[i]));
    }
  }

  /** Pruned entries of a column become zero. */
  applyMask(column: Float64Array): void {
    const { mask } = this;
    if (mask) for (let i = 0; i < mask.length; i++) if (mask[i] === 0) column[i] = 0;
  }
}
