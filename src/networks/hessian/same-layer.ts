import type { ColumnEngine } from '../columns/column-engine.js';
import type { LayerPlaces } from '../layer-pass.js';
import type { Loss } from '../losses/loss.js';
import type { Block } from '../samples.js';
import { CHUNK, ROWS, type HessianPlaces } from './hessian-places.js';

/** A layer with fewer neurons has too few to make products of inputs for them. */
const FEW = 3;

/** H(l, l) = S(l) ⊗ x xᵀ: S row by row, times products of two inputs. */
export class SameLayer {
  /** the two inputs of each product, for each layer */
  private readonly inputPairs: readonly Int32Array[];
  private readonly curvature: Float64Array;

  constructor(
    private readonly engine: ColumnEngine,
    private readonly layers: readonly LayerPlaces[],
    private readonly places: HessianPlaces,
    private readonly loss: Loss,
    private readonly outputs: Float64Array,
  ) {
    this.inputPairs = layers.map(({ layer }) => inputPairs(layer.rowLength));
    this.curvature = new Float64Array(outputs.length);
  }

  add(l: number, inputs: number, block: Block, exact: boolean): void {
    const { width } = this.layers[l].layer;
    const { count } = block;
    for (let j = 0; j < width; j++) {
      const row = this.places.second[l] + (l > 0 ? j * width * count : 0);
      this.fillRow(l, j, row, block, exact);
      if (width < FEW) this.addOneByOne(l, j, row, inputs, count);
      else this.addAtOnce(l, j, row, inputs, count);
    }
  }

  /** Adds a row of S neuron by neuron: times some inputs, then times all of them from there on. */
  private addOneByOne(l: number, j: number, row: number, inputs: number, count: number): void {
    const { engine } = this;
    const { matrix, size, same } = this.places;
    const { width, rowLength, first } = this.layers[l].layer;
    for (let k = j; k < width; k++)
      for (let i = 0; i < rowLength; i += ROWS) {
        const some = Math.min(ROWS, rowLength - i);
        const from = k === j ? i : 0;
        const to = matrix + (first + j * rowLength + i) * size + first + k * rowLength + from;
        engine.multiply(same.rows, inputs + i * count, some, row + k * count, count, false);
        engine.dots(same.rows, some, inputs + from * count, rowLength - from, count, to, size, 1);
      }
  }

  /** Adds a row of S times products of inputs, some of them at a time. */
  private addAtOnce(l: number, j: number, row: number, inputs: number, count: number): void {
    const pairs = this.inputPairs[l];
    const all = pairs.length / 2;
    for (let first = 0; first < all; first += CHUNK) {
      const some = Math.min(CHUNK, all - first);
      if (j === 0 || all > CHUNK) this.fillProducts(pairs, first, some, inputs, count);
      this.addProducts(l, j, row, first, some, count);
    }
  }

  /** S(l)[j, k] for k from 0, or from j where nothing below needs the others. */
  private fillRow(l: number, j: number, row: number, block: Block, exact: boolean): void {
    const { engine } = this;
    const { numbers } = engine;
    const { layer, slope, curvature, toOutput } = this.layers[l];
    const { count } = block;
    const from = l > 0 ? 0 : j;
    const at = row + from * count;
    const rows = layer.width - from;
    if (l === this.layers.length - 1) {
      this.fillCurvature(j, row, block);
      engine.multiply(at, at, 1, slope + from * count, rows * count, false);
      engine.multiply(at, at, rows, slope + j * count, count, false);
    } else {
      const { width, rowLength, first } = this.layers[l + 1].layer;
      const { column } = this.places.same;
      for (let o = 0; o < width; o++) {
        // W D of neuron j, then times A
        engine.combine(column, 1, first + o * rowLength + j, 0, 0, slope + j * count, 0, 1, count, false);
        const above = this.places.above[l] + (o * layer.width + from) * count;
        engine.multiply(at, above, rows, column, count, o > 0);
      }
    }
    if (!exact) return;
    const own = row + j * count;
    for (let n = 0; n < count; n++)
      numbers[own + n] += numbers[curvature + j * count + n] * numbers[toOutput + j * count + n];
  }

  private fillCurvature(o: number, row: number, { count, targets, weights }: Block): void {
    const width = targets.length / count;
    for (let q = 0; q < width; q++) {
      this.loss.fillCurvature(o, q, this.outputs, targets, weights, count, this.curvature);
      for (let n = 0; n < count; n++) this.engine.numbers[row + q * count + n] = this.curvature[n];
    }
  }

  private fillProducts(pairs: Int32Array, first: number, some: number, inputs: number, count: number): void {
    for (let p = 0; p < some; p++) {
      this.engine.multiply(
        this.places.same.products + p * count,
        inputs + pairs[2 * (first + p)] * count,
        1,
        inputs + pairs[2 * (first + p) + 1] * count,
        count,
        false,
      );
    }
  }

  /** Adds the scalar products of a row of S, from its own neuron on, with some products of inputs. */
  private addProducts(l: number, j: number, row: number, first: number, some: number, count: number): void {
    const { engine, places } = this;
    const { numbers } = engine;
    const { matrix, size } = places;
    const { products, sums } = places.same;
    const { layer } = this.layers[l];
    const { rowLength } = layer;
    const pairs = this.inputPairs[l];
    const rows = layer.width - j;
    numbers.fill(0, sums, sums + rows * some);
    engine.dots(row + j * count, rows, products, some, count, sums, some, 1);
    for (let p = 0; p < some; p++) {
      const i = pairs[2 * (first + p)];
      const q = pairs[2 * (first + p) + 1];
      const to = matrix + (layer.first + j * rowLength) * size + layer.first + j * rowLength;
      addRun(numbers, sums + p, some, rows, to + i * size + q, rowLength);
      // The same pair of inputs the other way round; the row's own neuron has it below the diagonal.
      if (q !== i) addRun(numbers, sums + some + p, some, rows - 1, to + rowLength + q * size + i, rowLength);
    }
  }
}

/** Adds numbers that lie a step apart to others that lie another step apart. */
function addRun(
  numbers: Float64Array,
  from: number,
  step: number,
  length: number,
  to: number,
  toStep: number,
): void {
  for (let r = 0; r < length; r++) numbers[to + r * toStep] += numbers[from + r * step];
}

/** All pairs i ≤ q of this many inputs, one after another. */
function inputPairs(inputs: number): Int32Array {
  const pairs: number[] = [];
  for (let i = 0; i < inputs; i++) for (let q = i; q < inputs; q++) pairs.push(i, q);
  return Int32Array.from(pairs);
}
