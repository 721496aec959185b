import { UsageError } from '../../core/errors.js';
import { NONE } from '../activations/activation.js';
import type { Network } from '../network.js';
import { DiffusedQuantiser } from './diffused-quantiser.js';

/**
 * A network that is run step by step, whose hidden neurons give multiples of a quantum: each carries its rounding error into the next step.
 * A quantum of 0 is the network itself; small ones lie between it and one that spikes. Outputs are not rounded.
 */
export class DiffusedNetwork {
  /** outputs of the last step */
  readonly output: Float64Array;
  private readonly quantisers: readonly DiffusedQuantiser[];
  /** z, f(z) and f′(z) of the layers */
  private readonly numbers: readonly Float64Array[];
  private readonly values: readonly Float64Array[];

  /** @throws UsageError where the number of parameters does not fit */
  constructor(
    private readonly network: Network,
    private readonly parameters: Float64Array,
    quantum: number,
  ) {
    const { layers, size } = network;
    if (parameters.length !== size)
      throw new UsageError(`got ${parameters.length} parameters of a network: expected ${size}`);
    this.quantisers = layers.slice(1).map((_, l) => new DiffusedQuantiser(quantum, layers[l].width));
    this.numbers = layers.map(({ width }) => new Float64Array(3 * width));
    this.values = layers.map(({ width }, l) => this.numbers[l].subarray(width, 2 * width));
    this.output = this.values[layers.length - 1];
  }

  /** Begins anew, with nothing carried. */
  reset(): void {
    for (const quantiser of this.quantisers) quantiser.reset();
  }

  /** Fills `output` for the inputs of one step. */
  step(input: Float64Array): void {
    let below = input;
    for (let l = 0; l < this.numbers.length; l++) {
      this.apply(l, below);
      below = this.values[l];
      if (l < this.quantisers.length) this.quantisers[l].quantise(below);
    }
  }

  private apply(l: number, below: Float64Array): void {
    const { parameters, network } = this;
    const { width, inputs, bias, rowLength, first, activation } = network.layers[l];
    const numbers = this.numbers[l];
    for (let j = 0; j < width; j++) {
      const row = first + j * rowLength;
      let sum = bias ? parameters[row + inputs] : 0;
      for (let i = 0; i < inputs; i++) sum += parameters[row + i] * below[i];
      numbers[j] = sum;
    }
    activation.fill(numbers, 0, width, width, 2 * width, NONE);
  }
}
