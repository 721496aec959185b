import type { Objective } from '../../core/maths/objective.js';
import type { Network } from '../../networks/network.js';
import { AffineObjective, type Coordinate } from './affine-objective.js';
import { placesOf, turnedOutput, type NeuronPair } from './neuron-pair.js';

/** A loss across a channel, with the point of the plane at which parameters stand. */
export interface AcrossChannel {
  readonly objective: AffineObjective;
  readonly point: Float64Array;
  /** number of the output whose difference is held */
  readonly held: number;
}

/**
 * The loss across a channel to infinity, at a fixed place along it: two neurons have input weights w ± δ and output weights c/2 ± A s, where
 * A is given and s is 1 for the held output. What is left to move is w, u = 2 A δ, c, s of the other outputs, and all other parameters. As
 * A grows, the pair becomes the gated linear unit c σ(w·x) + s (u·x) σ′(w·x) (its centre and its slope).
 */
export function acrossChannel(
  objective: Objective,
  network: Network,
  parameters: Float64Array,
  pair: NeuronPair,
  halfDifference: number,
): AcrossChannel {
  const { one, other, oneOut, otherOut } = placesOf(network, pair);
  const [turn, turnOut] = pair.sign > 0 ? [1, 1] : [-1, turnedOutput(network, pair.layer) ?? 1];
  const half = (o: number) => (parameters[oneOut[o]] - turnOut * parameters[otherOut[o]]) / 2;
  const held = oneOut.map((_, o) => Math.abs(half(o))).reduce((best, size, o, all) => (size > all[best] ? o : best), 0);
  const found = half(held);
  const base = parameters.slice();
  const coordinates: Coordinate[] = [];
  const point: number[] = [];
  const add = (value: number, places: readonly number[], factors: readonly number[]) => {
    coordinates.push({ places, factors });
    point.push(value);
  };
  for (const [i, place] of one.entries()) {
    const [first, second] = [parameters[place], turn * parameters[other[i]]];
    add((first + second) / 2, [place, other[i]], [1, turn]);
    add((first - second) * found, [place, other[i]], [0.5 / halfDifference, (-0.5 * turn) / halfDifference]);
  }
  for (const [o, place] of oneOut.entries()) {
    add(parameters[place] + turnOut * parameters[otherOut[o]], [place, otherOut[o]], [0.5, 0.5 * turnOut]);
    if (o === held) continue;
    add(half(o) / found, [place, otherOut[o]], [halfDifference, -halfDifference * turnOut]);
  }
  const own = new Set([...one, ...other, ...oneOut, ...otherOut]);
  for (const place of own) base[place] = 0;
  [base[oneOut[held]], base[otherOut[held]]] = [halfDifference, -halfDifference * turnOut];
  for (const [place, value] of parameters.entries())
    if (!own.has(place)) {
      base[place] = 0;
      add(value, [place], [1]);
    }
  return { objective: new AffineObjective(objective, base, coordinates), point: Float64Array.from(point), held };
} // prettier-ignore
