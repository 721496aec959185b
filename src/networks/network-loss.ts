import { UsageError } from '../core/errors.js';
import type { LeastSquaresObjective } from '../core/maths/objective.js';
import type { MakeEngine } from './columns/column-engine.js';
import { PlainEngine } from './columns/plain-engine.js';
import type { Loss } from './losses/loss.js';
import { meanSquare } from './losses/mean-square.js';
import type { Network } from './network.js';
import { NetworkPass } from './network-pass.js';
import { coarseName, coarseRefusal } from './quantised/coarse-name.js';
import type { Samples } from './samples.js';

/**
 * The mean loss of a network over samples, with exact gradient and Hessian. Sums run over samples in their order, so that results do not
 * depend on the machine.
 */
export class NetworkLoss implements LeastSquaresObjective {
  readonly size: number;
  /** name of an activation with a stand-in slope, where there is one: then gradients are coarse, and there is no Hessian */
  readonly coarse?: string;
  private pass: NetworkPass;

  /**
   * @param make the arithmetic: in TypeScript if it is left out; `compiledColumns` of memloop/node is two to three times as fast
   * @throws UsageError if samples do not fit the network
   */
  constructor(
    readonly network: Network,
    private readonly samples: Samples,
    private readonly loss: Loss = meanSquare,
    private readonly make: MakeEngine = (numbers) => new PlainEngine(numbers),
  ) {
    this.size = network.size;
    const coarse = coarseName(network);
    if (coarse !== undefined) this.coarse = coarse;
    this.pass = new NetworkPass(network, samples, loss, make, false);
  }

  value(parameters: Float64Array): number {
    const { pass } = this;
    this.check(parameters, 'parameters');
    pass.begin(parameters);
    let value = 0;
    for (let b = 0; b < pass.blocks.length; b++) value += pass.forward(b, false);
    return value;
  }

  gradient(parameters: Float64Array, gradient: Float64Array): number {
    const { pass } = this;
    this.check(parameters, 'parameters');
    this.check(gradient, 'the gradient');
    pass.begin(parameters);
    let value = 0;
    for (let b = 0; b < pass.blocks.length; b++) {
      value += pass.forward(b, false);
      pass.backward(b);
    }
    pass.copyGradient(gradient);
    return value;
  }

  hessian(parameters: Float64Array, gradient: Float64Array, hessian: Float64Array): number {
    return this.secondOrder(parameters, gradient, hessian, true);
  }

  gaussNewton(parameters: Float64Array, gradient: Float64Array, matrix: Float64Array): number {
    return this.secondOrder(parameters, gradient, matrix, false);
  }

  /** The outputs for each sample: [output × count + sample]. */
  outputs(parameters: Float64Array): Float64Array {
    const { pass, samples, network } = this;
    const outputs = new Float64Array(network.outputs * samples.count);
    this.check(parameters, 'parameters');
    pass.begin(parameters);
    for (const [b, { first, count }] of pass.blocks.entries()) {
      pass.forward(b, false);
      for (let o = 0; o < network.outputs; o++)
        outputs.set(pass.outputs.subarray(o * count, (o + 1) * count), o * samples.count + first);
    }
    return outputs;
  }

  private secondOrder(
    parameters: Float64Array,
    gradient: Float64Array,
    matrix: Float64Array,
    exact: boolean,
  ): number {
    if (this.coarse !== undefined)
      throw new UsageError(`second derivatives: got ${coarseRefusal(this.coarse)}`);
    this.check(parameters, 'parameters');
    this.check(gradient, 'the gradient');
    this.check(matrix, 'the matrix', this.size ** 2);
    if (!this.pass.second)
      this.pass = new NetworkPass(this.network, this.samples, this.loss, this.make, true);
    const { pass } = this;
    pass.begin(parameters);
    pass.second?.begin();
    let value = 0;
    for (let b = 0; b < pass.blocks.length; b++) {
      value += pass.forward(b, exact);
      pass.backward(b);
      pass.second?.add(pass.inputs[b], pass.blocks[b], exact);
    }
    pass.copyGradient(gradient);
    pass.second?.copyTo(matrix);
    return value;
  }

  private check(column: Float64Array, what: string, length = this.size): void {
    if (column.length !== length)
      throw new UsageError(`got ${column.length} numbers for ${what} of a network: expected ${length}`);
  }
}
