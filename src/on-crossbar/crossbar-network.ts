import { UsageError } from '../core/errors.js';
import type { UpdateBatch } from '../core/update-batch.js';
import type { Loss } from '../networks/losses/loss.js';
import { meanSquare } from '../networks/losses/mean-square.js';
import type { Network } from '../networks/network.js';
import type { Samples } from '../networks/samples.js';
import type { UpdateScheme } from '../schemes/update-scheme.js';
import { CrossbarLayer } from './crossbar-layer.js';
import { SignedWeights } from './signed-weights.js';
import type { Signing } from './signing.js';

/** How the weights of a network lie in crossbars. */
export interface CrossbarWeights {
  readonly signing: Signing;
  /** largest weight of either sign */
  readonly range: number;
}

/**
 * A multilayer perceptron whose weights are devices: one crossbar a layer, activations and loss in the host. Gradients are made from reads of
 * the devices: forward, and backward by transposed products of the same arrays. So read noise, wires and converters act on both. The host adds
 * up the gradient of some samples, and then each scheme moves its devices.
 */
export class CrossbarNetwork {
  /** slope of the mean loss in each parameter, as it was last read */
  readonly gradient: Float64Array;
  /** mean loss of the samples that were last read, as the outputs of the crossbars have it: one number */
  readonly loss = new Float64Array(1);
  readonly weights: readonly SignedWeights[];
  private readonly layers: readonly CrossbarLayer[];
  private readonly last: CrossbarLayer;
  private readonly target: Float64Array;
  private readonly share = new Float64Array(1);

  /**
   * @param schemes one a layer, on arrays of (inputs + bias) rows, and of a column for each device of a neuron
   * @throws UsageError if there is not a scheme for each layer
   */
  constructor(
    network: Network,
    schemes: readonly UpdateScheme[],
    { signing, range }: CrossbarWeights,
    private readonly lossOf: Loss = meanSquare,
  ) {
    const { layers, size, outputs } = network;
    if (schemes.length !== layers.length)
      throw new UsageError(`got ${schemes.length} schemes: expected one for each of ${layers.length} layers`);
    this.gradient = new Float64Array(size);
    this.weights = layers.map((layer) => new SignedWeights(layer, signing, range));
    this.layers = layers.map(({ first, width, rowLength }, l) => {
      const place = this.gradient.subarray(first, first + width * rowLength);
      return new CrossbarLayer(schemes[l], this.weights[l], place);
    });
    this.last = this.layers[layers.length - 1];
    this.target = new Float64Array(outputs);
  }

  /** Reads loss and gradient of some samples. @param chosen their numbers; all of them if it is left out */
  read(samples: Samples, chosen?: Uint32Array): void | Promise<void> {
    this.gradient.fill(0);
    this.loss[0] = 0;
    return this.samplesFrom(0, samples, chosen);
  }

  /** Reads the outputs for some samples, without their targets: [output × count + sample] into `out`. */
  async answer({ inputs, count }: Pick<Samples, 'inputs' | 'count'>, out: Float64Array): Promise<void> {
    const { layers, last } = this;
    const { value } = layers[0].input;
    for (let n = 0; n < count; n++) {
      for (let i = 0; i * count < inputs.length; i++) value[i] = inputs[i * count + n];
      for (let l = 0; l < layers.length; l++) {
        const pending = layers[l].forward();
        if (pending !== undefined) await pending;
        this.handUp(l);
      }
      for (let o = 0; o < last.output.length; o++) out[o * count + n] = last.output[o];
    }
  }

  /** Changes the weights by −rate · gradient, as far as schemes and devices do. */
  descend(rate: number): void | Promise<void> {
    return this.layersFrom(0, rate);
  }

  /** What each layer asked for in the last step, and what its devices did. */
  get updates(): readonly UpdateBatch[] {
    return this.layers.map(({ update }) => update);
  }

  private samplesFrom(from: number, samples: Samples, chosen?: Uint32Array): void | Promise<void> {
    const count = chosen?.length ?? samples.count;
    for (let k = from; k < count; k++) {
      this.load(samples, chosen === undefined ? k : chosen[k], count);
      const pending = this.forwardFrom(0);
      if (pending !== undefined) return this.goOn(pending, k, samples, chosen);
    }
    return undefined;
  }

  // Apart, so that the loop makes no closures.
  private goOn(pending: Promise<void>, k: number, samples: Samples, chosen?: Uint32Array): Promise<void> {
    return pending.then(() => this.samplesFrom(k + 1, samples, chosen));
  }

  private load({ inputs, targets, weights, count }: Samples, n: number, read: number): void {
    const { value } = this.layers[0].input;
    const { target, share } = this;
    for (let i = 0; i * count < inputs.length; i++) value[i] = inputs[i * count + n];
    for (let o = 0; o < target.length; o++) target[o] = targets[o * count + n];
    share[0] = 1 / read;
    if (weights) share[0] = (weights[n] * count) / (read * sumOf(weights));
  }

  /** A sample through the layers from one on, and back. */
  private forwardFrom(l: number): void | Promise<void> {
    const { layers } = this;
    for (; l < layers.length; l++) {
      const pending = layers[l].forward();
      if (pending !== undefined) return this.forwardAfter(pending, l);
      this.handUp(l);
    }
    this.loss[0] += this.lossOf.fill(this.last.output, this.target, this.share, 1, this.last.toOutput);
    return this.backwardFrom(layers.length - 1);
  }

  private forwardAfter(pending: Promise<void>, l: number): Promise<void> {
    return pending.then(() => {
      this.handUp(l);
      return this.forwardFrom(l + 1);
    });
  }

  private handUp(l: number): void {
    const { layers } = this;
    if (l + 1 < layers.length) layers[l + 1].input.value.set(layers[l].output);
  }

  private backwardFrom(l: number): void | Promise<void> {
    const { layers } = this;
    for (; l > 0; l--) {
      layers[l].addGradient();
      const pending = layers[l].backward(layers[l - 1].toOutput);
      if (pending !== undefined) return this.backwardAfter(pending, l);
    }
    layers[0].addGradient();
    return undefined;
  }

  private backwardAfter(pending: Promise<void>, l: number): Promise<void> {
    return pending.then(() => this.backwardFrom(l - 1));
  }

  private layersFrom(from: number, rate: number): void | Promise<void> {
    for (let l = from; l < this.layers.length; l++) {
      const pending = this.layers[l].descend(rate);
      if (pending !== undefined) return this.layersAfter(pending, l, rate);
    }
    return undefined;
  }

  private layersAfter(pending: Promise<void>, l: number, rate: number): Promise<void> {
    return pending.then(() => this.layersFrom(l + 1, rate));
  }
}

function sumOf(weights: Float64Array): number {
  let sum = 0;
  for (const weight of weights) sum += weight;
  return sum;
}
