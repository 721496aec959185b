import { UsageError } from '../../core/errors.js';

/** A spiking network, as written. */
export interface SpikingSettings {
  /** number of inputs, which spike or do not */
  readonly inputs: number;
  /** neurons of each layer, from the input up */
  readonly layers: readonly number[];
  /** number of outputs, which do not spike; default: 1 */
  readonly outputs?: number;
  /** whether neurons of a layer also get its own spikes of the step before; default: true */
  readonly recurrent?: boolean;
  /** what is left of a membrane after a step, without a spike, from 0 to 1; default: 0.9 */
  readonly leak?: number;
  /** the same for the sum of an output; default: 0.8 */
  readonly outputLeak?: number;
  /** whether an output has a bias; default: true */
  readonly bias?: boolean;
}

/**
 * Weights of one layer: a row for each spike that can come in, and a column for each neuron, as a crossbar has them. Rows are those of the
 * layer below, then those of the layer's own spikes of the step before (of neurons that are recurrent), then one for the bias (of outputs).
 */
export interface SpikingLayer {
  /** rows of the layer below */
  readonly inputs: number;
  /** number of neurons */
  readonly width: number;
  readonly rows: number;
  /** place of the first parameter; row r has its weights at first + r × width */
  readonly first: number;
}

/**
 * The shape of a network of leaky integrate-and-fire neurons under leaky outputs. In step t
 *
 *     v[t] = leak · v[t−1] · (1 − s[t−1]) + W x[t] + R s[t−1],  s[t] = 1 where v[t] > 1,  o[t] = outputLeak · o[t−1] + V s[t] + b
 *
 * with x the spikes of the layer below in the same step. Its parameters are one column, layer by layer, and row by row in each.
 */
export class SpikingNetwork {
  readonly inputs: number;
  readonly layers: readonly SpikingLayer[];
  readonly output: SpikingLayer;
  readonly recurrent: boolean;
  readonly leak: number;
  readonly outputLeak: number;
  readonly bias: boolean;
  /** number of parameters */
  readonly size: number;

  /** @throws UsageError for a number that is out of its range */
  constructor({
    inputs,
    layers,
    outputs = 1,
    recurrent = true,
    leak = 0.9,
    outputLeak = 0.8,
    bias = true,
  }: SpikingSettings) {
    if (layers.length === 0)
      throw new UsageError('got a spiking network without layers: expected the neurons of one layer or more');
    for (const number of [inputs, ...layers, outputs]) whole(number);
    for (const number of [leak, outputLeak]) share(number);
    let size = 0;
    let below = inputs;
    const layer = (width: number, more: number): SpikingLayer => {
      const made = { inputs: below, width, rows: below + more, first: size };
      size += made.rows * width;
      below = width;
      return made;
    };
    this.inputs = inputs;
    this.layers = layers.map((width) => layer(width, recurrent ? width : 0));
    this.output = layer(outputs, bias ? 1 : 0);
    this.recurrent = recurrent;
    this.leak = leak;
    this.outputLeak = outputLeak;
    this.bias = bias;
    this.size = size;
  }
}

function whole(got: number): void {
  // Numbers of rows have 16 bits.
  if (Number.isSafeInteger(got) && got >= 1 && got <= 65_536) return;
  throw new UsageError(
    `got ${got} inputs or neurons of a spiking network: expected whole numbers from 1 to 65536`,
  );
}

function share(got: number): void {
  if (got >= 0 && got <= 1) return;
  throw new UsageError(`got a leak of ${got} in a spiking network: expected a number from 0 to 1`);
}
