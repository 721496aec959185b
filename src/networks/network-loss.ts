import type { LeastSquaresObjective } from '../core/maths/objective.js';
import { HessianBlocks } from './hessian-blocks.js';
import { LayerColumns } from './layer-columns.js';
import type { Loss } from './losses/loss.js';
import { meanSquare } from './losses/mean-square.js';
import type { Network } from './network.js';
import { blocksOf, type Block, type Samples } from './samples.js';

/** Most samples that are worked on at once, and fewest. */
const [LONGEST, SHORTEST] = [256, 16];
/** Numbers that the largest pair of layers may hold, so that a block stays in the cache. */
const CACHED = 2 ** 17;

/**
 * The mean loss of a network over samples, with exact gradient and Hessian. Sums run over samples in their order, so that results do not
 * depend on the machine.
 */
export class NetworkLoss implements LeastSquaresObjective {
  readonly size: number;
  private readonly blocks: readonly Block[];
  private readonly columns: readonly LayerColumns[];
  private second?: HessianBlocks;

  /** @throws UsageError if samples do not fit the network */
  constructor(
    readonly network: Network,
    samples: Samples,
    private readonly loss: Loss = meanSquare,
  ) {
    const { inputs, outputs, layers } = network;
    this.size = network.size;
    this.blocks = blocksOf(samples, inputs, outputs, blockLength(network));
    const { count } = this.blocks[0];
    this.columns = layers.map((layer) => new LayerColumns(layer, count));
  }

  value(parameters: Float64Array): number {
    let value = 0;
    for (const block of this.blocks) value += this.forward(parameters, block, false);
    return value;
  }

  gradient(parameters: Float64Array, gradient: Float64Array): number {
    let value = 0;
    gradient.fill(0);
    for (const block of this.blocks) {
      value += this.forward(parameters, block, false);
      this.backward(parameters, block, gradient);
    }
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
    const count = this.blocks.reduce((sum, block) => sum + block.count, 0);
    const outputs = new Float64Array(this.network.outputs * count);
    let first = 0;
    for (const block of this.blocks) {
      this.forward(parameters, block, false);
      const { output } = this.columns[this.columns.length - 1];
      for (let o = 0; o < this.network.outputs; o++)
        outputs.set(output.subarray(o * block.count, (o + 1) * block.count), o * count + first);
      first += block.count;
    }
    return outputs;
  }

  private secondOrder(
    parameters: Float64Array,
    gradient: Float64Array,
    matrix: Float64Array,
    exact: boolean,
  ): number {
    this.second ??= new HessianBlocks(this.columns, this.loss, this.blocks[0].count);
    let value = 0;
    gradient.fill(0);
    matrix.fill(0);
    for (const block of this.blocks) {
      value += this.forward(parameters, block, exact);
      this.backward(parameters, block, gradient);
      this.second.add(parameters, block, matrix, exact);
    }
    mirror(matrix, this.size);
    return value;
  }

  /** Fills the outputs of all layers, and the slope of the loss in the last; returns the loss of the block. */
  private forward(parameters: Float64Array, block: Block, curved: boolean): number {
    let below = block.inputs;
    for (const columns of this.columns) {
      columns.forward(parameters, below, block.count, curved);
      below = columns.output;
    }
    const { toOutput } = this.columns[this.columns.length - 1];
    return this.loss.fill(below, block.targets, block.weights, block.count, toOutput);
  }

  private backward(parameters: Float64Array, block: Block, gradient: Float64Array): void {
    for (let l = this.columns.length - 1; l >= 0; l--) {
      const below = l > 0 ? this.columns[l - 1] : undefined;
      this.columns[l].backward(below ? below.output : block.inputs, block.count, gradient);
      if (below) this.columns[l].backTo(below, parameters, block.count);
    }
  }
}

/** Samples worked on at once. It depends on the network alone, so that sums are the same on every machine. */
function blockLength({ layers }: Network): number {
  const pairs = layers.slice(1).map(({ width, inputs }) => width * inputs);
  return Math.min(LONGEST, Math.max(SHORTEST, Math.floor(CACHED / Math.max(1, ...pairs))));
}

/** Copies the upper triangle of a square matrix to the lower. */
function mirror(matrix: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) for (let k = 0; k < i; k++) matrix[i * size + k] = matrix[k * size + i];
}
