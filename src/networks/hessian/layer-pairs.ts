import type { ColumnEngine } from '../columns/column-engine.js';
import type { LayerPlaces } from '../layer-pass.js';
import { ROWS, type HessianPlaces } from './hessian-places.js';

/** H(l, m) = A(m) ⊗ x(l) x(m)ᵀ + b(m) ⊗ C(m) ⊗ x(l), for l < m. */
export class LayerPairs {
  constructor(
    private readonly engine: ColumnEngine,
    private readonly layers: readonly LayerPlaces[],
    private readonly places: HessianPlaces,
  ) {}

  /** Adds one pair of layers; to be called for m = l + 1, l + 2, … in this order. */
  add(l: number, m: number, lowInputs: number, highInputs: number, count: number, exact: boolean): void {
    const { above, pairs } = this.places;
    const near = m === l + 1;
    if (!near) this.fillChain(l, m, count);
    this.addBent(l, m, near ? above[l] : pairs.bent, lowInputs, highInputs, count);
    if (exact) this.addSlopes(l, m, lowInputs, count);
  }

  /** C(m) = D W(m−1) C(m−1), where C(l+1) = D, and A(m) = S(m) W(m) C(m). */
  private fillChain(l: number, m: number, count: number): void {
    const { chain, through, bent, next } = this.places.pairs;
    const { width } = this.layers[l].layer;
    if (m === l + 2) this.fillFirst(l, count);
    else {
      this.throughLayer(m - 1, width, chain, next, count);
      this.engine.numbers.copyWithin(chain, next, next + this.layers[m - 1].layer.width * width * count);
    }
    this.timesSlope(m - 1, width, count);
    this.throughLayer(m, width, chain, through, count);
    this.bend(m, width, through, bent, count);
  }

  /** W(l+1) D. */
  private fillFirst(l: number, count: number): void {
    const { engine } = this;
    const { chain } = this.places.pairs;
    const { width, inputs, rowLength, first } = this.layers[l + 1].layer;
    for (let q = 0; q < width; q++)
      for (let j = 0; j < inputs; j++) {
        const target = chain + (q * inputs + j) * count;
        engine.combine(
          target,
          1,
          first + q * rowLength + j,
          0,
          0,
          this.layers[l].slope + j * count,
          0,
          1,
          count,
          false,
        );
      }
  }

  /** target = W source, for columns [input × width + j]. */
  private throughLayer(m: number, width: number, source: number, target: number, count: number): void {
    const { layer } = this.layers[m];
    const length = width * count;
    const { first, rowLength, inputs } = layer;
    this.engine.combine(target, layer.width, first, rowLength, 1, source, length, inputs, length, false);
  }

  /** C = D C, for columns [neuron × width + j]. */
  private timesSlope(m: number, width: number, count: number): void {
    const { layer, slope } = this.layers[m];
    const { chain } = this.places.pairs;
    for (let k = 0; k < layer.width; k++) {
      const row = chain + k * width * count;
      this.engine.multiply(row, row, width, slope + k * count, count, false);
    }
  }

  /** target = S(m) source, for columns [neuron × width + j]. */
  private bend(m: number, width: number, source: number, target: number, count: number): void {
    const { layer } = this.layers[m];
    for (let k = 0; k < layer.width; k++)
      for (let q = 0; q < layer.width; q++) {
        const by = this.places.second[m] + (k * layer.width + q) * count;
        const row = width * count;
        this.engine.multiply(target + k * row, source + q * row, width, by, count, q > 0);
      }
  }

  /** Adds A(m) ⊗ x(l) x(m)ᵀ: for each neuron above, some neurons below at a time. */
  private addBent(
    l: number,
    m: number,
    bent: number,
    lowInputs: number,
    highInputs: number,
    count: number,
  ): void {
    const { engine } = this;
    const { matrix, size, pairs } = this.places;
    const low = this.layers[l].layer;
    const high = this.layers[m].layer;
    const atOnce = Math.ceil(ROWS / low.rowLength);
    for (let k = 0; k < high.width; k++)
      for (let j = 0; j < low.width; j += atOnce) {
        const some = Math.min(atOnce, low.width - j);
        for (let r = 0; r < some; r++) {
          const rows = pairs.rows + r * low.rowLength * count;
          const by = bent + (k * low.width + j + r) * count;
          engine.multiply(rows, lowInputs, low.rowLength, by, count, false);
        }
        const to = matrix + (low.first + j * low.rowLength) * size + high.first + k * high.rowLength;
        engine.dots(pairs.rows, some * low.rowLength, highInputs, high.rowLength, count, to, size, 1);
      }
  }

  /** Adds b(m) ⊗ C(m) ⊗ x(l). In the layer just above, C is D: a weight meets only its own neuron. */
  private addSlopes(l: number, m: number, inputs: number, count: number): void {
    const { engine } = this;
    const { matrix, size, pairs } = this.places;
    const { layer: low, slope } = this.layers[l];
    const { layer: high, toZ } = this.layers[m];
    const near = m === l + 1;
    for (let k = 0; k < high.width; k++)
      for (let j = 0; j < low.width; j++)
        for (let q = near ? j : 0; q < (near ? j + 1 : high.inputs); q++) {
          const from = near ? slope + j * count : pairs.chain + (q * low.width + j) * count;
          engine.multiply(pairs.column, toZ + k * count, 1, from, count, false);
          const to = matrix + (low.first + j * low.rowLength) * size + high.first + k * high.rowLength + q;
          engine.dots(pairs.column, 1, inputs, low.rowLength, count, to, 0, size);
        }
  }
}
