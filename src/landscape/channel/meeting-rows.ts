import type { Network } from '../../networks/network.js';
import { turnedOutput, type NeuronPair } from './neuron-pair.js';

/** Two rows of input weights with the distance between their directions. */
export interface Meeting {
  readonly pair: NeuronPair;
  /** 1 − cos of the angle between the rows, biases included */
  readonly distance: number;
}

/** The two input rows of a hidden layer that point most nearly the same way; undefined where no layer has two neurons. */
export function nearestRows(network: Network, parameters: Float64Array): Meeting | undefined {
  let best: Meeting | undefined;
  for (const [layer, { width, rowLength, first }] of network.layers.slice(0, -1).entries()) {
    const mayTurn = turnedOutput(network, layer) !== undefined;
    for (let one = 0; one < width; one++)
      for (let other = one + 1; other < width; other++) {
        const cos = cosine(parameters, first + one * rowLength, first + other * rowLength, rowLength);
        const sign = mayTurn && cos < 0 ? -1 : 1;
        const distance = 1 - sign * cos;
        if (!(distance >= (best?.distance ?? Infinity))) best = { pair: { layer, one, other, sign }, distance };
      }
  }
  return best;
} // prettier-ignore

/** Cosine of the angle between two rows; 0 where one has no direction. */
function cosine(parameters: Float64Array, one: number, other: number, length: number): number {
  let [product, first, second] = [0, 0, 0];
  for (let i = 0; i < length; i++) {
    const [p, q] = [parameters[one + i], parameters[other + i]];
    product += p * q;
    first += p * p;
    second += q * q;
  }
  return first > 0 && second > 0 ? product / Math.sqrt(first * second) : 0;
}
