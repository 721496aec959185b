import { addScaled, dotColumns, multiplyColumns } from './columns.js';
import type { LayerColumns } from './layer-columns.js';
import type { Loss } from './losses/loss.js';
import type { Layer } from './network.js';
import type { Block } from './samples.js';

/**
 * The Hessian of a block of samples, one pair of layers after another. With b = ∂L/∂z of a layer, S = ∂²L/∂z∂z, and C(m) = ∂x(m)/∂z(l),
 * how the inputs x of layer m follow layer l (Bishop, Neural Computation 4, 494, 1992):
 *
 *     A(m)    = S(m) W(m) C(m)
 *     S(l)    = D W(l+1)ᵀ A(l+1) + diag(f″ ∂L/∂output)
 *     H(l, l) = S(l) ⊗ x xᵀ
 *     H(l, m) = A(m) ⊗ x(l) x(m)ᵀ + b(m) ⊗ C(m) ⊗ x(l)        for l < m
 *
 * where D = diag(f′). The Gauss–Newton matrix leaves out f″ and b. Only the upper triangle is filled.
 */
export class HessianBlocks {
  /** S of each layer but the first, for j ≤ k: [(j × width + k) × count + sample] */
  private readonly second: readonly Float64Array[];
  /** A of the layer above each layer: [(above × width + j) × count + sample] */
  private readonly above: readonly Float64Array[];
  /** C, W C and A of a pair of layers that are not neighbours */
  private readonly chain: readonly Float64Array[];
  private readonly pair: Float64Array;
  private readonly scaled: Float64Array;
  private readonly size: number;

  constructor(
    private readonly columns: readonly LayerColumns[],
    private readonly loss: Loss,
    blockLength: number,
  ) {
    const widths = columns.map(({ layer }) => layer.width);
    this.second = widths.map((width, l) => new Float64Array(l > 0 ? width * width * blockLength : 0));
    this.above = widths.map((width, l) => new Float64Array(width * (widths[l + 1] ?? 0) * blockLength));
    const chained = widths.length > 2 ? mostProduct(widths) * blockLength : 0;
    this.chain = Array.from({ length: 4 }, () => new Float64Array(chained));
    this.pair = new Float64Array(blockLength);
    this.scaled = new Float64Array(blockLength);
    this.size = columns.reduce((sum, { layer }) => sum + layer.width * layer.rowLength, 0);
  }

  /** Adds a block to the upper triangle, after it went forward and backward. */
  add(parameters: Float64Array, block: Block, matrix: Float64Array, exact: boolean): void {
    for (let l = this.columns.length - 1; l >= 0; l--) {
      if (l < this.columns.length - 1) this.fillAbove(l, parameters, block.count);
      this.addSameLayer(l, parameters, block, matrix, exact);
      this.addLayersAbove(l, parameters, block, matrix, exact);
    }
  }

  /** A(l+1) = S(l+1) W D. */
  private fillAbove(l: number, parameters: Float64Array, count: number): void {
    const { layer } = this.columns[l + 1];
    const { slope } = this.columns[l];
    const target = this.above[l];
    for (let o = 0; o < layer.width; o++)
      for (let j = 0; j < layer.inputs; j++) {
        const at = (o * layer.inputs + j) * count;
        target.fill(0, at, at + count);
        for (let q = 0; q < layer.width; q++) {
          const weight = parameters[layer.first + q * layer.rowLength + j];
          addScaled(target, at, weight, this.second[l + 1], this.placeOf(l + 1, o, q) * count, count);
        }
        multiplyColumns(target, at, target, at, slope, j * count, count);
      }
  }

  private addSameLayer(
    l: number,
    parameters: Float64Array,
    block: Block,
    matrix: Float64Array,
    exact: boolean,
  ): void {
    const { layer } = this.columns[l];
    const { count } = block;
    const inputs = this.inputsOf(l, block);
    for (let j = 0; j < layer.width; j++)
      for (let k = j; k < layer.width; k++) {
        this.fillPair(l, j, k, parameters, block, exact);
        if (l > 0) this.second[l].set(this.pair.subarray(0, count), this.placeOf(l, j, k) * count);
        this.addSymmetric(layer, j, k, inputs, count, matrix);
      }
  }

  /** Fills `pair` with S(l)[j, k] of each sample. */
  private fillPair(
    l: number,
    j: number,
    k: number,
    parameters: Float64Array,
    block: Block,
    exact: boolean,
  ): void {
    const { layer, slope, curvature, toOutput, output } = this.columns[l];
    const { count } = block;
    const { pair } = this;
    if (l === this.columns.length - 1) {
      this.loss.fillCurvature(j, k, output, block.targets, block.weights, count, pair);
      multiplyColumns(pair, 0, pair, 0, slope, k * count, count);
    } else {
      const { layer: next } = this.columns[l + 1];
      pair.fill(0, 0, count);
      for (let o = 0; o < next.width; o++) {
        const weight = parameters[next.first + o * next.rowLength + j];
        addScaled(pair, 0, weight, this.above[l], (o * layer.width + k) * count, count);
      }
    }
    multiplyColumns(pair, 0, pair, 0, slope, j * count, count);
    if (exact && j === k)
      for (let n = 0; n < count; n++) pair[n] += curvature[j * count + n] * toOutput[j * count + n];
  }

  /** Adds `pair` ⊗ x xᵀ to the rows of two neurons of a layer. */
  private addSymmetric(
    layer: Layer,
    j: number,
    k: number,
    inputs: Float64Array,
    count: number,
    matrix: Float64Array,
  ): void {
    const { rowLength, first } = layer;
    const { pair, scaled, size } = this;
    const row = first + j * rowLength;
    const column = first + k * rowLength;
    for (let i = 0; i < rowLength; i++) {
      multiplyColumns(scaled, 0, pair, 0, inputs, i * count, count);
      for (let q = i; q < rowLength; q++) {
        const sum = dotColumns(scaled, 0, inputs, q * count, count);
        matrix[(row + i) * size + column + q] += sum;
        if (j !== k && q !== i) matrix[(row + q) * size + column + i] += sum;
      }
    }
  }

  private addLayersAbove(
    l: number,
    parameters: Float64Array,
    block: Block,
    matrix: Float64Array,
    exact: boolean,
  ): void {
    const [chain, through, bent, next] = this.chain;
    const { width } = this.columns[l].layer;
    for (let m = l + 1; m < this.columns.length; m++) {
      const near = m === l + 1;
      if (m === l + 2) this.fillFirstChain(l, parameters, block.count, chain);
      if (m > l + 2) {
        this.throughLayer(m - 1, width, parameters, block.count, chain, next);
        this.timesSlope(m - 1, width, block.count, next, chain);
      }
      if (!near) {
        this.throughLayer(m, width, parameters, block.count, chain, through);
        this.bend(m, width, block.count, through, bent);
      }
      this.addPairOfLayers(l, m, block, near ? this.above[l] : bent, matrix);
      if (exact) this.addSlopes(l, m, block, chain, matrix);
    }
  }

  /** C(l+2) = D W D. */
  private fillFirstChain(l: number, parameters: Float64Array, count: number, target: Float64Array): void {
    const { layer } = this.columns[l + 1];
    const { slope } = this.columns[l];
    for (let q = 0; q < layer.width; q++)
      for (let j = 0; j < layer.inputs; j++) {
        const weight = parameters[layer.first + q * layer.rowLength + j];
        const at = (q * layer.inputs + j) * count;
        for (let n = 0; n < count; n++) target[at + n] = weight * slope[j * count + n];
      }
    this.timesSlope(l + 1, layer.inputs, count, target, target);
  }

  /** target = W source, for columns [input × width + j]. */
  private throughLayer(
    m: number,
    width: number,
    parameters: Float64Array,
    count: number,
    source: Float64Array,
    target: Float64Array,
  ): void {
    const { layer } = this.columns[m];
    const length = width * count;
    for (let k = 0; k < layer.width; k++) {
      target.fill(0, k * length, (k + 1) * length);
      for (let q = 0; q < layer.inputs; q++) {
        const weight = parameters[layer.first + k * layer.rowLength + q];
        addScaled(target, k * length, weight, source, q * length, length);
      }
    }
  }

  /** target = D source, for columns [neuron × width + j]. */
  private timesSlope(
    m: number,
    width: number,
    count: number,
    source: Float64Array,
    target: Float64Array,
  ): void {
    const { layer, slope } = this.columns[m];
    for (let k = 0; k < layer.width; k++)
      for (let j = 0; j < width; j++) {
        const at = (k * width + j) * count;
        multiplyColumns(target, at, source, at, slope, k * count, count);
      }
  }

  /** target = S(m) source, for columns [neuron × width + j]. */
  private bend(m: number, width: number, count: number, source: Float64Array, target: Float64Array): void {
    const { layer } = this.columns[m];
    const second = this.second[m];
    target.fill(0, 0, layer.width * width * count);
    for (let k = 0; k < layer.width; k++)
      for (let q = 0; q < layer.width; q++) {
        const from = this.placeOf(m, k, q) * count;
        for (let j = 0; j < width; j++) {
          const at = (k * width + j) * count;
          const other = (q * width + j) * count;
          for (let n = 0; n < count; n++) target[at + n] += second[from + n] * source[other + n];
        }
      }
  }

  /** Adds A(m) ⊗ x(l) x(m)ᵀ. */
  private addPairOfLayers(
    l: number,
    m: number,
    block: Block,
    bent: Float64Array,
    matrix: Float64Array,
  ): void {
    const { count } = block;
    const { scaled, size } = this;
    const low = this.columns[l].layer;
    const high = this.columns[m].layer;
    const lowInputs = this.inputsOf(l, block);
    const highInputs = this.inputsOf(m, block);
    for (let k = 0; k < high.width; k++)
      for (let j = 0; j < low.width; j++)
        for (let i = 0; i < low.rowLength; i++) {
          const row = low.first + j * low.rowLength + i;
          const at = row * size + high.first + k * high.rowLength;
          multiplyColumns(scaled, 0, bent, (k * low.width + j) * count, lowInputs, i * count, count);
          for (let q = 0; q < high.rowLength; q++)
            matrix[at + q] += dotColumns(scaled, 0, highInputs, q * count, count);
        }
  }

  /** Adds b(m) ⊗ C(m) ⊗ x(l). In the layer just above, C is D: a weight meets only its own neuron. */
  private addSlopes(l: number, m: number, block: Block, chain: Float64Array, matrix: Float64Array): void {
    const { count } = block;
    const { pair, size } = this;
    const { layer: low, slope } = this.columns[l];
    const { layer: high, toZ } = this.columns[m];
    const inputs = this.inputsOf(l, block);
    const near = m === l + 1;
    for (let k = 0; k < high.width; k++)
      for (let j = 0; j < low.width; j++)
        for (let q = near ? j : 0; q < (near ? j + 1 : high.inputs); q++) {
          const from = near ? j * count : (q * low.width + j) * count;
          multiplyColumns(pair, 0, toZ, k * count, near ? slope : chain, from, count);
          const at = (low.first + j * low.rowLength) * size + high.first + k * high.rowLength + q;
          for (let i = 0; i < low.rowLength; i++)
            matrix[at + i * size] += dotColumns(pair, 0, inputs, i * count, count);
        }
  }

  private inputsOf(l: number, block: Block): Float64Array {
    return l > 0 ? this.columns[l - 1].output : block.inputs;
  }

  private placeOf(l: number, j: number, k: number): number {
    const { width } = this.columns[l].layer;
    return j <= k ? j * width + k : k * width + j;
  }
}

/** The largest product of the widths of two layers: the columns that a pair of layers needs. */
function mostProduct(widths: readonly number[]): number {
  const [most, next] = [...widths].sort((a, b) => b - a);
  return most * next;
}
