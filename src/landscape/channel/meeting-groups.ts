import type { Network } from '../../networks/network.js';
import { meetingRows } from './meeting-rows.js';
import { placesOf, turnedOutput, type NeuronPair } from './neuron-pair.js';

/** Neurons of one hidden layer whose input rows point nearly the same way. */
export interface MeetingGroup {
  readonly layer: number;
  readonly neurons: readonly number[];
  /** whether two of them have output weights of opposite sign, as the pair of a channel has */
  readonly isOpposed: boolean;
}

/** The groups of rows that are nearer to each other than a cosine distance: pairs that share a row are united, as published. */
export function meetingGroups(network: Network, parameters: Float64Array, distance: number): MeetingGroup[] {
  const groups: { layer: number; neurons: Set<number>; isOpposed: boolean }[] = [];
  for (const { pair, distance: own } of meetingRows(network, parameters)) {
    if (!(own < distance)) continue;
    const { layer, one, other } = pair;
    const met = groups.filter((group) => group.layer === layer && (group.neurons.has(one) || group.neurons.has(other)));
    for (const group of met) groups.splice(groups.indexOf(group), 1);
    const neurons = new Set([one, other, ...met.flatMap((group) => [...group.neurons])]);
    const isOpposed = met.some((group) => group.isOpposed) || isOpposite(network, parameters, pair);
    groups.push({ layer, neurons, isOpposed });
  }
  return groups.map((group) => ({ ...group, neurons: [...group.neurons].sort((a, b) => a - b) }));
} // prettier-ignore

/** Whether the output weights of a pair point apart, after the second row is turned to the first. */
function isOpposite(network: Network, parameters: Float64Array, pair: NeuronPair): boolean {
  const { oneOut, otherOut } = placesOf(network, pair);
  const turn = pair.sign > 0 ? 1 : (turnedOutput(network, pair.layer) ?? 1);
  return oneOut.reduce((sum, place, o) => sum + turn * parameters[place] * parameters[otherOut[o]], 0) < 0;
}
