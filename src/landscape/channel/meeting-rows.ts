import type { Network } from '../../networks/network.js';
import { turnedOutput, type NeuronPair } from './neuron-pair.js';

/** Two rows of input weights with the distance between their directions. */
export interface Meeting {
  readonly pair: NeuronPair;
  /** 1 − cos of the angle between the rows, biases included */
  readonly distance: number;
}

/** All pairs of rows of the hidden layers with their distances. Where the activation is odd or even, a row may be turned. */
export function meetingRows(network: Network, parameters: Float64Array): Meeting[] {
  return network.layers.slice(0, -1).flatMap(({ width, rowLength, first }, layer) => {
    const mayTurn = turnedOutput(network, layer) !== undefined;
    const place = (neuron: number) => first + neuron * rowLength;
    return Array.from({ length: width }, (_, other) =>
      Array.from({ length: other }, (__, one): Meeting => {
        const cos = cosine(parameters, place(one), place(other), rowLength);
        const sign = mayTurn && cos < 0 ? -1 : 1;
        return { pair: { layer, one, other, sign }, distance: 1 - sign * cos };
      }),
    ).flat();
  });
}

/** The two input rows of a hidden layer that point most nearly the same way; undefined where no layer has two neurons. */
export function nearestRows(network: Network, parameters: Float64Array): Meeting | undefined {
  const [first, ...others] = meetingRows(network, parameters);
  return others.reduce((best, meeting) => (meeting.distance < best.distance ? meeting : best), first);
}

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
