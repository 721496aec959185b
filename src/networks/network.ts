import { UsageError } from '../core/errors.js';
import { activations } from './activations/activations.js';
import type { Activation } from './activations/activation.js';

/** One layer of a network, as written. */
export interface LayerSettings {
  /** number of neurons */
  readonly width: number;
  /** name of what each neuron applies to its input; default: identity */
  readonly activation?: string;
  /** whether each neuron adds a bias; default: true */
  readonly bias?: boolean;
}

/** One layer of a network, with its place among the parameters. */
export interface Layer {
  /** number of neurons */
  readonly width: number;
  /** number of inputs, without the bias */
  readonly inputs: number;
  readonly bias: boolean;
  readonly activation: Activation;
  /** numbers a neuron has: its weights, then its bias */
  readonly rowLength: number;
  /** place of the first parameter */
  readonly first: number;
}

/**
 * The shape of a multilayer perceptron. Its parameters are one column, layer by layer: a row for each neuron, with its weights and then its
 * bias.
 */
export class Network {
  readonly layers: readonly Layer[];
  /** number of parameters */
  readonly size: number;

  /** @throws UsageError for an unknown activation, or a width that is no whole number from 1 */
  constructor(
    readonly inputs: number,
    settings: readonly LayerSettings[],
  ) {
    whole(inputs, 'inputs');
    if (settings.length === 0)
      throw new UsageError('got a network without layers: expected at least the output layer');
    let size = 0;
    let below = inputs;
    this.layers = settings.map(({ width, activation = 'identity', bias = true }, l) => {
      whole(width, `width of layer ${l + 1}`);
      const rowLength = below + (bias ? 1 : 0);
      const layer = {
        width,
        inputs: below,
        bias,
        activation: activations.get(activation),
        rowLength,
        first: size,
      };
      size += width * rowLength;
      below = width;
      return layer;
    });
    this.size = size;
  }

  /** number of outputs */
  get outputs(): number {
    return this.layers[this.layers.length - 1].width;
  }
}

function whole(got: number, what: string): void {
  if (Number.isSafeInteger(got) && got >= 1) return;
  throw new UsageError(`got ${got} as ${what} of a network: expected a whole number from 1`);
}
