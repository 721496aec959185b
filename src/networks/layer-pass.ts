import { NONE } from './activations/activation.js';
import type { ColumnEngine } from './columns/column-engine.js';
import type { Take } from './columns/places.js';
import type { Layer } from './network.js';

/** Where one layer holds what it knows of a block of samples: columns of `count` numbers, one after another. */
export interface LayerPlaces {
  readonly layer: Layer;
  /** input of each neuron's activation */
  readonly z: number;
  /** output of each neuron, and a last column of ones for the biases of the next layer */
  readonly output: number;
  /** f′(z), and f″(z) */
  readonly slope: number;
  readonly curvature: number;
  /** slope of the loss in each output, and in each z */
  readonly toOutput: number;
  readonly toZ: number;
}

/** Takes room for a layer. */
export function layerPlaces(take: Take, layer: Layer, blockLength: number): LayerPlaces {
  const length = layer.width * blockLength;
  const column = () => take(length);
  return {
    layer,
    output: take(length + blockLength),
    z: column(),
    slope: column(),
    curvature: column(),
    toOutput: column(),
    toZ: column(),
  };
}

/** From the outputs of the layer below to its own. */
export function passForward(
  engine: ColumnEngine,
  { layer, z, output, slope, curvature }: LayerPlaces,
  below: number,
  count: number,
  curved: boolean,
): void {
  const { width, rowLength, first, activation } = layer;
  engine.combine(z, width, first, rowLength, 1, below, count, rowLength, count, false);
  engine.fill(activation, z, width * count, output, slope, curved ? curvature : NONE);
  engine.numbers.fill(1, output + width * count, output + (width + 1) * count);
}

/** Adds a layer's part of the gradient, once the slope of the loss in its outputs is known. */
export function passBackward(
  engine: ColumnEngine,
  { layer, slope, toOutput, toZ }: LayerPlaces,
  below: number,
  count: number,
  gradient: number,
): void {
  const { width, rowLength, first } = layer;
  engine.multiply(toZ, toOutput, 1, slope, width * count, false);
  engine.dots(toZ, width, below, rowLength, count, gradient + first, rowLength, 1);
}

/** Fills the slope of the loss in each output of the layer below. */
export function passBackTo(
  engine: ColumnEngine,
  { layer, toZ }: LayerPlaces,
  below: LayerPlaces,
  count: number,
): void {
  const { width, inputs, rowLength, first } = layer;
  engine.combine(below.toOutput, inputs, first, 1, rowLength, toZ, count, width, count, false);
}
