import { newton } from '../../core/maths/minimise/newton.js';
import type { Objective } from '../../core/maths/objective.js';
import type { Network } from '../../networks/network.js';
import { acrossChannel } from './channel-coordinates.js';
import type { NeuronPair } from './neuron-pair.js';

/** A place along a channel: the lowest loss at one difference between the output weights of its pair. */
export interface ChannelPoint {
  /** half the difference of the output weights of the pair */
  readonly halfDifference: number;
  readonly loss: number;
  readonly parameters: Float64Array;
  /** whether the search across the channel ended at a vanishing slope */
  readonly isSettled: boolean;
  /** place in the plane across the channel: for each input w and u, then c for the held output */
  readonly point: Float64Array;
  readonly held: number;
}

/** Slopes below it count as zero; the loss of large output weights is rounded, so it is not smaller. */
const FLOOR = 1e-7;
const LIMITS = { iterations: 300, gradientMax: 1e-13 };

/** The bottom of a channel at a half difference, found from parameters in it. */
export function channelPoint(
  objective: Objective,
  network: Network,
  parameters: Float64Array,
  pair: NeuronPair,
  halfDifference: number,
): ChannelPoint {
  const across = acrossChannel(objective, network, parameters, pair, halfDifference);
  const { point, held } = across;
  const { value, gradientMax } = newton(across.objective, point, LIMITS);
  return {
    halfDifference,
    loss: value,
    parameters: across.objective.at(point).slice(),
    isSettled: gradientMax <= FLOOR,
    point,
    held,
  };
}
