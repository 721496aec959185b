import type { ActivityPenalty } from '../../../src/networks/spiking/spiking-gradient.js';
import type { SpikeTrains } from '../../../src/networks/spiking/spike-trains.js';
import type { SpikingLayer, SpikingNetwork } from '../../../src/networks/spiking/spiking-network.js';

/** What a derivative is taken of. */
export interface LogisticProblem {
  readonly network: SpikingNetwork;
  readonly parameters: Float64Array;
  readonly trains: SpikeTrains;
  /** [step × outputs + output] */
  readonly targets: Float64Array;
  readonly activity: ActivityPenalty;
  /** the surrogate slope at a membrane */
  readonly slope: (membrane: number) => number;
}

/** A number with its derivative in one parameter. */
type Dual = [value: number, tangent: number];

/**
 * The derivative of the logistic loss, with its penalty, in one parameter, forward through time with dense sums: each number carries its
 * derivative. It shares no line with the gradient that goes backward.
 */
export function derivative(problem: LogisticProblem, parameter: number): number {
  const { network, trains, targets, activity, slope, parameters } = problem;
  const weight = (i: number): Dual => [parameters[i], i === parameter ? 1 : 0];
  const sums = ({ first, width }: SpikingLayer, skip: number, spikes: Dual[]): Dual[] =>
    Array.from({ length: width }, (_, j) =>
      spikes.reduce<Dual>(
        ([sum, tangent], [s, ds], i) => {
          const [w, dw] = weight(first + (skip + i) * width + j);
          return [sum + w * s, tangent + dw * s + w * ds];
        },
        [0, 0],
      ),
    );
  const rest = (width: number) => Array.from({ length: width }, (): Dual => [0, 0]);
  let membranes = network.layers.map(({ width }) => rest(width));
  let spikes = network.layers.map(({ width }) => rest(width));
  let outputs = rest(network.output.width);
  let [loss, count, countTangent] = [0, 0, 0];
  for (let t = 0; t < trains.steps; t++) {
    const on = trains.row.subarray(trains.start[t], trains.start[t + 1]);
    let below = Array.from({ length: network.inputs }, (_, i): Dual => [on.includes(i) ? 1 : 0, 0]);
    for (const [l, layer] of network.layers.entries()) {
      const fromBelow = sums(layer, 0, below);
      const own = network.recurrent ? sums(layer, layer.inputs, spikes[l]) : rest(layer.width);
      membranes[l] = membranes[l].map(([v, dv], j): Dual => {
        const [s, ds] = spikes[l][j];
        const kept = network.leak * v * (1 - s);
        const keptTangent = network.leak * (dv * (1 - s) - v * ds);
        return [kept + fromBelow[j][0] + own[j][0], keptTangent + fromBelow[j][1] + own[j][1]];
      });
      spikes[l] = membranes[l].map(([v, dv]): Dual => [v > 1 ? 1 : 0, slope(v) * dv]);
      for (const [s, ds] of spikes[l]) [count, countTangent] = [count + s, countTangent + ds];
      below = spikes[l];
    }
    const driven = sums(network.output, 0, network.bias ? [...below, [1, 0]] : below);
    outputs = outputs.map(([o, tangent], j): Dual => [
      network.outputLeak * o + driven[j][0],
      network.outputLeak * tangent + driven[j][1],
    ]);
    for (const [o, [value, tangent]] of outputs.entries())
      loss += (1 / (1 + Math.exp(-value)) - targets[t * outputs.length + o]) * tangent;
  }
  const neurons = network.layers.reduce((sum, { width }) => sum + width, 0);
  const excess = Math.max(0, count / (neurons * trains.steps) - activity.level);
  return loss + (2 * activity.strength * excess * countTangent) / neurons;
}
