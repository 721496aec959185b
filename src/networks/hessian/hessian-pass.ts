import type { ColumnEngine } from '../columns/column-engine.js';
import type { LayerPlaces } from '../layer-pass.js';
import type { Loss } from '../losses/loss.js';
import type { Block } from '../samples.js';
import type { HessianPlaces } from './hessian-places.js';
import { LayerPairs } from './layer-pairs.js';
import { SameLayer } from './same-layer.js';

/**
 * The Hessian of a network, block by block, one pair of layers after another. With b = ∂L/∂z of a layer, S = ∂²L/∂z∂z, and
 * C(m) = ∂x(m)/∂z(l), how the inputs x of layer m follow layer l (Bishop, Neural Computation 4, 494, 1992):
 *
 *     A(m)    = S(m) W(m) C(m)
 *     S(l)    = D W(l+1)ᵀ A(l+1) + diag(f″ ∂L/∂output)
 *     H(l, l) = S(l) ⊗ x xᵀ
 *     H(l, m) = A(m) ⊗ x(l) x(m)ᵀ + b(m) ⊗ C(m) ⊗ x(l)        for l < m
 *
 * where D = diag(f′). The Gauss–Newton matrix leaves out f″ and b.
 */
export class HessianPass {
  private readonly same: SameLayer;
  private readonly pairs: LayerPairs;

  constructor(
    private readonly engine: ColumnEngine,
    private readonly layers: readonly LayerPlaces[],
    private readonly places: HessianPlaces,
    loss: Loss,
    outputs: Float64Array,
  ) {
    this.same = new SameLayer(engine, layers, places, loss, outputs);
    this.pairs = new LayerPairs(engine, layers, places);
  }

  begin(): void {
    const { matrix, size } = this.places;
    this.engine.numbers.fill(0, matrix, matrix + size * size);
  }

  /** Adds a block to the upper triangle, after it went forward and backward. */
  add(inputs: number, block: Block, exact: boolean): void {
    for (let l = this.layers.length - 1; l >= 0; l--) {
      if (l < this.layers.length - 1) this.fillAbove(l, block.count);
      this.same.add(l, this.inputsOf(l, inputs), block, exact);
      for (let m = l + 1; m < this.layers.length; m++)
        this.pairs.add(l, m, this.inputsOf(l, inputs), this.inputsOf(m, inputs), block.count, exact);
    }
  }

  /** Copies the matrix, with its lower triangle. */
  copyTo(target: Float64Array): void {
    const { matrix, size } = this.places;
    const { numbers } = this.engine;
    for (let i = 0; i < size; i++)
      for (let k = i; k < size; k++) {
        const entry = numbers[matrix + i * size + k];
        target[i * size + k] = entry;
        target[k * size + i] = entry;
      }
  }

  /** A(l+1) = S(l+1) W D. */
  private fillAbove(l: number, count: number): void {
    const { engine } = this;
    const { width, inputs, rowLength, first } = this.layers[l + 1].layer;
    const { slope } = this.layers[l];
    for (let o = 0; o < width; o++) {
      const target = this.places.above[l] + o * inputs * count;
      const source = this.places.second[l + 1] + o * width * count;
      engine.combine(target, inputs, first, 1, rowLength, source, count, width, count, false);
      engine.multiply(target, target, 1, slope, inputs * count, false);
    }
  }

  private inputsOf(l: number, inputs: number): number {
    return l > 0 ? this.layers[l - 1].output : inputs;
  }
}
