import { dampedGaussNewton } from '../../core/maths/minimise/damped-gauss-newton.js';
import { RandomStream } from '../../core/random-stream.js';
import { NONE, type Activation } from '../../networks/activations/activation.js';
import { activations } from '../../networks/activations/activations.js';
import type { MakeEngine } from '../../networks/columns/column-engine.js';
import { meanSquare } from '../../networks/losses/mean-square.js';
import { Network } from '../../networks/network.js';
import { NetworkLoss } from '../../networks/network-loss.js';
import type { Probes } from '../probes.js';
import type { Patience } from '../shallow/shallow-problem.js';
import { standardProbes, type StandardProbes } from '../shallow/standard-probes.js';

/** A network of several layers: of each the rows of its neurons, weights and then the bias; the outputs come last. */
export type Deep = readonly (readonly Float64Array[])[];

/** A network that was fitted, with its loss. */
export interface DeepStudent {
  readonly layers: Deep;
  readonly loss: number;
}

/** A loss at which only rounding is left. */
const NOTHING = 1e-29;
const patience: Patience = { iterations: 400, within: 25, share: 0.75 };

/** Probes of a network of several hidden layers, and fits to them. Losses are in units of the variance of an output. */
export class DeepProblem {
  readonly probes: StandardProbes;
  readonly activation: Activation;
  private readonly losses = new Map<string, NetworkLoss>();

  /** @param probes in any units */
  constructor(
    probes: Probes,
    private readonly activationName: string,
    private readonly make?: MakeEngine,
  ) {
    this.probes = standardProbes(probes);
    this.activation = activations.get(activationName);
  }

  /** The mean square loss of networks whose hidden layers have so many neurons. */
  loss(widths: readonly number[]): NetworkLoss {
    const { probes, activationName: activation } = this;
    const key = widths.join('-');
    let loss = this.losses.get(key);
    if (!loss) {
      const hidden = widths.map((width) => ({ width, activation }));
      const network = new Network(probes.inputs, [...hidden, { width: probes.outputs }]);
      const samples = { count: probes.count, inputs: probes.x, targets: probes.y };
      loss = new NetworkLoss(network, samples, meanSquare, this.make);
      this.losses.set(key, loss);
    }
    return loss;
  }

  /** Numbers measured, less parameters of networks whose hidden layers have so many neurons. */
  freedom(widths: readonly number[]): number {
    return this.probes.count * this.probes.outputs - this.loss(widths).size;
  }

  /** Variance of the residuals of each output, with a network fitted. */
  variance({ layers, loss }: DeepStudent): number {
    return (loss * this.probes.count) / this.freedom(widthsOf(layers));
  }

  /** A student, trained from random weights: it depends on its arguments alone. @param number which of the students, from 1 */
  student(widths: readonly number[], number: number, seed: number): DeepStudent {
    const random = new RandomStream(`${seed} identify widths ${widths.join('-')} student ${number}`);
    const { inputs, outputs } = this.probes;
    const all = [...widths, outputs];
    const layers = all.map((width, l) => {
      const below = l === 0 ? inputs : all[l - 1];
      const scale = (l < widths.length ? 1.5 : 1) / Math.sqrt(below);
      return Array.from({ length: width }, () => {
        const row = new Float64Array(below + 1);
        random.normals(row, row.length);
        return row.map((value) => scale * value);
      });
    });
    return this.fit(layers, patience);
  }

  /** The network to which a fit leads from a start. */
  fit(start: Deep, { iterations, within, share }: Patience): DeepStudent {
    const parameters = flat(start);
    const losses: number[] = [];
    const { value } = dampedGaussNewton(
      this.loss(widthsOf(start)),
      parameters,
      { iterations, gradientMax: 0 },
      (iteration, _, loss) => {
        losses.push(loss);
        return loss < NOTHING || (iteration >= within && loss > share * losses[iteration - within]);
      },
    );
    let at = 0;
    const layers = start.map((rows) => rows.map(({ length }) => parameters.slice(at, (at += length))));
    return { layers, loss: Number.isFinite(value) ? value : Infinity };
  }

  /** What the neurons of a layer give for some inputs, all in columns. */
  columns(rows: readonly Float64Array[], below: readonly Float64Array[]): LayerColumns {
    const { count } = this.probes;
    const made = rows.map((row) => {
      const numbers = new Float64Array(3 * count).fill(row[below.length], 0, count);
      for (const [i, column] of below.entries())
        for (let n = 0; n < count; n++) numbers[n] += row[i] * column[n];
      const z = numbers.slice(0, count);
      this.activation.fill(numbers, 0, count, count, 2 * count, NONE);
      return { z, value: numbers.slice(count, 2 * count), slope: numbers.slice(2 * count) };
    });
    return {
      z: made.map(({ z }) => z),
      values: made.map(({ value }) => value),
      slopes: made.map(({ slope }) => slope),
    };
  }
}

/** What the neurons of a layer give for each probe. */
export interface LayerColumns {
  readonly z: readonly Float64Array[];
  readonly values: readonly Float64Array[];
  readonly slopes: readonly Float64Array[];
}

/** The parameters of a network in the order of `Network`. */
export function flat(layers: Deep): Float64Array {
  return Float64Array.from(layers.flatMap((rows) => rows.flatMap((row) => [...row])));
}

/** How many neurons each hidden layer has. */
export function widthsOf(layers: Deep): number[] {
  return layers.slice(0, -1).map((rows) => rows.length);
}
