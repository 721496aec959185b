import { UsageError } from '../../core/errors.js';
import type { Symmetry } from '../../networks/activations/activation.js';
import type { Network } from '../../networks/network.js';

/** Two neurons of one hidden layer. `sign` is −1 where the second one meets the first with its weights turned. */
export interface NeuronPair {
  readonly layer: number;
  readonly one: number;
  readonly other: number;
  readonly sign: 1 | -1;
}

/** What turns with a neuron's input weights, so that the network computes the same: the sign of its output weights. */
const TURNS: Partial<Record<Symmetry, 1 | -1>> = { odd: -1, even: 1 };

/** Sign of the output weights of a neuron whose input weights are turned; undefined where the network would not be the same. */
export function turnedOutput({ layers }: Network, layer: number): 1 | -1 | undefined {
  return TURNS[layers[layer].activation.symmetry];
}

/** Where the weights of a pair stand among the parameters. */
export interface PairPlaces {
  /** input weights, with the bias last if there is one */
  readonly one: readonly number[];
  readonly other: readonly number[];
  /** output weights, one for each neuron of the next layer */
  readonly oneOut: readonly number[];
  readonly otherOut: readonly number[];
}

/** The places of a pair. @throws UsageError for a pair that is not in a hidden layer */
export function placesOf({ layers }: Network, { layer, one, other }: NeuronPair): PairPlaces {
  const [own, next] = [layers[layer], layers[layer + 1]];
  if (!own || !next || one === other || Math.max(one, other) >= own.width)
    throw new UsageError(`got neurons ${one} and ${other} of layer ${layer}: expected two neurons of a hidden layer`);
  const row = (neuron: number) =>
    Array.from({ length: own.rowLength }, (_, i) => own.first + neuron * own.rowLength + i);
  const out = (neuron: number) =>
    Array.from({ length: next.width }, (_, o) => next.first + o * next.rowLength + neuron);
  return { one: row(one), other: row(other), oneOut: out(one), otherOut: out(other) };
} // prettier-ignore
