import type { Objective } from '../../core/maths/objective.js';
import { lengthOf } from '../../core/maths/vectors.js';
import type { Network } from '../../networks/network.js';
import { channelPoint, type ChannelPoint } from './channel-point.js';
import type { NeuronPair } from './neuron-pair.js';

/** The gated linear unit at the end of a channel: c σ(w·x) + a (Δ·x) σ′(w·x), with a bias as a last input of one. */
export interface GatedUnit {
  /** the loss that the channel ends at */
  readonly loss: number;
  readonly w: readonly number[];
  /** direction in which the rows part, of length 1 */
  readonly direction: readonly number[];
  /** share of the neuron and of the gated line, for the output where they differ most */
  readonly c: number;
  readonly a: number;
  /** (loss − loss at the end) × A², the law by which the loss falls */
  readonly excess: number;
  readonly isSettled: boolean;
}

/** Half differences at which the end is looked at; what is left falls as 1/A², so two of them give the end. */
const [NEAR, FAR] = [128, 256];

/** The unit at the end of a channel, extrapolated from two places along it. @param parameters a point in the channel */
export function gatedUnit(objective: Objective, network: Network, parameters: Float64Array, pair: NeuronPair): GatedUnit {
  const near = channelPoint(objective, network, parameters, pair, NEAR);
  const far = channelPoint(objective, network, near.parameters, pair, FAR);
  const rowLength = network.layers[pair.layer].rowLength;
  const at = (which: (point: ChannelPoint) => number) => which(far) + (which(far) - which(near)) / 3;
  const row = (offset: number) => Array.from({ length: rowLength }, (_, i) => at(({ point }) => point[2 * i + offset]));
  const u = row(1);
  const leading = u.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  const a = Math.sign(leading) * lengthOf(u);
  return {
    loss: at(({ loss }) => loss),
    w: row(0),
    direction: u.map((value) => (a === 0 ? 0 : value / a)),
    c: at(({ point, held }) => point[2 * rowLength + (held === 0 ? 0 : 2 * held)]),
    a,
    excess: ((near.loss - far.loss) * NEAR ** 2 * FAR ** 2) / (FAR ** 2 - NEAR ** 2),
    isSettled: near.isSettled && far.isSettled,
  };
} // prettier-ignore
