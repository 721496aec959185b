import { dampedGaussNewton } from '../../core/maths/minimise/damped-gauss-newton.js';
import type { ResidualObjective } from '../../core/maths/objective.js';
import { NONE, type Activation } from '../../networks/activations/activation.js';
import { activations } from '../../networks/activations/activations.js';
import type { MakeEngine } from '../../networks/columns/column-engine.js';
import { meanSquare } from '../../networks/losses/mean-square.js';
import { Network } from '../../networks/network.js';
import { NetworkLoss } from '../../networks/network-loss.js';
import type { Probes } from '../probes.js';
import { standardProbes, type StandardProbes } from './standard-probes.js';
import type { Student } from './collapse.js';
import { type Neuron, type Shallow } from './neurons.js';
import { parametersOf, shallowOf } from './parameters.js';
import { SkipLoss } from './skip-loss.js';

/** How long a fit goes on: at most so many iterations, and only while so many of them lower the loss to a share. */
export interface Patience {
  readonly iterations: number;
  readonly within: number;
  readonly share: number;
}

/** A loss at which only rounding is left. */
const NOTHING = 1e-29;

/** Probes of a network of one hidden layer, and fits to them. Losses are in units of the variance of an output, summed over outputs. */
export class ShallowProblem {
  readonly activation: Activation;
  readonly probes: StandardProbes;
  /** weights that students have beside their neurons: where a turned neuron costs a linear term, it finds its place there */
  readonly besides: number;
  private readonly losses = new Map<string, ResidualObjective>();

  /** @param probes in any units */
  constructor(
    probes: Probes,
    private readonly activationName: string,
    private readonly make?: MakeEngine,
  ) {
    this.probes = standardProbes(probes);
    this.activation = activations.get(activationName);
    this.besides = this.activation.symmetry === 'even-linear' ? probes.inputs * probes.outputs : 0;
  }

  /** Number of parameters of a student with so many hidden neurons. */
  sizeOf(width: number): number {
    return this.plainSizeOf(width) + this.besides;
  }

  /** Number of parameters of a network with so many hidden neurons, and with nothing beside them. */
  plainSizeOf(width: number): number {
    const { inputs, outputs } = this.probes;
    return width * (inputs + 1) + outputs * (width + 1);
  }

  /** Numbers measured, less parameters fitted. */
  freedom(size: number): number {
    return this.probes.count * this.probes.outputs - size;
  }

  /** The mean square loss of networks with so many hidden neurons, without or with weights beside them. */
  loss(width: number, hasSkip: boolean): ResidualObjective {
    const key = `${width} ${hasSkip}`;
    const loss = this.losses.get(key) ?? this.makeLoss(width, hasSkip);
    this.losses.set(key, loss);
    return loss;
  }

  private makeLoss(width: number, hasSkip: boolean): ResidualObjective {
    const { probes, activationName: activation } = this;
    if (hasSkip) return new SkipLoss(probes, width, this.activation, this.make);
    const network = new Network(probes.inputs, [{ width, activation }, { width: probes.outputs }]);
    const samples = { count: probes.count, inputs: probes.x, targets: probes.y };
    return new NetworkLoss(network, samples, meanSquare, this.make);
  }

  /** The network to which a fit leads from a start. */
  fit(start: Shallow, { iterations, within, share }: Patience): Student {
    const width = start.neurons.length;
    const { inputs, outputs } = this.probes;
    const parameters = parametersOf(start);
    const losses: number[] = [];
    const { value } = dampedGaussNewton(
      this.loss(width, start.skip !== undefined),
      parameters,
      { iterations, gradientMax: 0 },
      (iteration, _, loss) => {
        losses.push(loss);
        return loss < NOTHING || (iteration >= within && loss > share * losses[iteration - within]);
      },
    );
    return {
      network: shallowOf(parameters, width, inputs, outputs),
      loss: Number.isFinite(value) ? value : Infinity,
    };
  }

  /** What a neuron gives for each probe. */
  column({ row }: Pick<Neuron, 'row'>): Float64Array {
    const { count, inputs, x } = this.probes;
    const numbers = new Float64Array(3 * count).fill(row[inputs], 0, count);
    for (let i = 0; i < inputs; i++) for (let n = 0; n < count; n++) numbers[n] += row[i] * x[i * count + n];
    this.activation.fill(numbers, 0, count, count, 2 * count, NONE);
    return numbers.slice(count, 2 * count);
  }
}
