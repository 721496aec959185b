import { Observation } from '../../core/observation.js';
import { ReadBatch } from '../../core/read-batch.js';
import { UpdateBatch } from '../../core/update-batch.js';
import type { UpdateScheme } from '../../schemes/update-scheme.js';
import type { SpikingWeights } from './spiking-weights.js';

/**
 * The crossbar of one layer. Each row of a spike gets the same voltage, that of an input of one, and no converter: a spike is there or not. The
 * charge of a step is summed in each column. Slopes of the loss drive the columns of the same devices; they have sizes, so such a product is
 * divided by its largest input, and multiplied by it again in the host, as in `CrossbarLayer`.
 */
export class SpikeDrivenLayer {
  /** what flows into each neuron in a step, in units of weights */
  readonly sums: Float64Array;
  /** slope of the loss in each row's input, after `backward` */
  readonly toRows: Float64Array;
  /** how often each row was driven, and the products so far */
  readonly driven: Float64Array;
  readonly products = new Float64Array(1);
  /** conversions of these products that were beyond the range */
  readonly clipped = new Float64Array(1);
  /** rows of the present step */
  readonly rows: Observation;
  /** wanted changes, and what became of them */
  readonly update: UpdateBatch;
  /** 1 for a row that can be driven, and for a neuron whose column is read */
  readonly exists: Uint8Array;
  readonly keeps: Uint8Array;
  private readonly columns: Observation;
  private readonly product: ReadBatch;
  private readonly transposed: ReadBatch;
  private readonly largest = new Float64Array(1);
  private readonly before = new Float64Array(1);

  /** @param first first row whose slope is ever asked for @param beyond conversions of the crossbar beyond their range so far, those of other uses too */
  constructor(
    private readonly scheme: UpdateScheme,
    private readonly weights: SpikingWeights,
    private readonly first: number,
    private readonly beyond: () => number = () => 0,
  ) {
    const { rows, columns, layer } = weights;
    this.sums = new Float64Array(layer.width);
    this.toRows = new Float64Array(rows);
    this.driven = new Float64Array(rows);
    this.exists = new Uint8Array(rows).fill(1);
    this.keeps = new Uint8Array(layer.width).fill(1);
    this.rows = new Observation(rows, 1);
    this.rows.scattered = true;
    this.rows.count = 0;
    this.columns = new Observation(columns);
    this.product = new ReadBatch(0, columns);
    this.transposed = new ReadBatch(first, rows - first, [1], true);
    this.update = new UpdateBatch(rows * columns);
  }

  /** Begins a step: no row has a spike. */
  clear(): void {
    const { value, active } = this.rows;
    for (let k = 0; k < this.rows.count; k++) value[active[k]] = 0;
    this.rows.count = 0;
  }

  /** A spike on a row, at most one in a step. */
  drive(row: number): void {
    const { rows, exists } = this;
    if (exists[row] === 0) return;
    rows.value[row] = 1;
    rows.active[rows.count++] = row;
  }

  /** From the driven rows to `sums`: one product, or none where nothing spikes. */
  forward(): void | Promise<void> {
    const { rows, product, driven, products, weights } = this;
    if (rows.count === 0) {
      this.sums.fill(0);
      return undefined;
    }
    products[0]++;
    for (let k = 0; k < rows.count; k++) driven[rows.active[k]]++;
    product.clear();
    product.reference[0] = weights.signing.reference * rows.count;
    product.drive(rows);
    this.before[0] = this.beyond();
    const pending = this.scheme.multiply(product);
    return pending === undefined ? this.add() : this.addAfter(pending);
  }

  /** Fills `toRows` from the slopes of the loss in each neuron's sum: one transposed product, or none where all are zero. */
  backward(slopes: Float64Array): void | Promise<void> {
    const { columns, weights, transposed, largest } = this;
    const { signs, reference } = weights.signing;
    let most = 0;
    let sum = 0;
    for (let j = 0; j < slopes.length; j++) {
      most = Math.max(most, Math.abs(slopes[j]));
      for (let s = 0; s < signs.length; s++) {
        const x = signs[s] * slopes[j];
        columns.value[j * signs.length + s] = x;
        sum += x;
      }
    }
    largest[0] = most;
    if (most === 0 || transposed.columns === 0) {
      this.toRows.fill(0);
      return undefined;
    }
    transposed.clear();
    transposed.factor[0] = 1 / most;
    transposed.reference[0] = (reference * sum) / most;
    transposed.drive(columns);
    const pending = this.scheme.multiply(transposed);
    return pending === undefined ? this.hand() : this.handAfter(pending);
  }

  /** The same from weights that the host knows. @param parameters of the whole network */
  backwardFrom(parameters: Float64Array, slopes: Float64Array): void {
    const { toRows, first } = this;
    const { layer } = this.weights;
    for (let r = first; r < layer.rows; r++) {
      const at = layer.first + r * layer.width;
      let sum = 0;
      for (let j = 0; j < slopes.length; j++) sum += parameters[at + j] * slopes[j];
      toRows[r] = sum;
    }
  }

  /** Adds the slopes of the sums to the gradient of each driven row. @param gradient of the whole network */
  addGradient(slopes: Float64Array, gradient: Float64Array): void {
    const { rows } = this;
    const { layer } = this.weights;
    for (let k = 0; k < rows.count; k++) {
      const at = layer.first + rows.active[k] * layer.width;
      for (let j = 0; j < slopes.length; j++) gradient[at + j] += slopes[j];
    }
  }

  /** Asks the scheme for a change of each weight. @param change of each parameter of the whole network */
  descend(change: Float64Array): void | Promise<void> {
    const { update } = this;
    const { layer, range, signing } = this.weights;
    const { signs } = signing;
    update.clear();
    for (let i = 0; i < layer.rows * layer.width; i++) {
      const wanted = change[layer.first + i] / (2 * range);
      if (wanted === 0) continue;
      for (let s = 0; s < signs.length; s++) update.add(i * signs.length + s, signs[s] * wanted);
    }
    return update.count === 0 ? undefined : this.scheme.apply(update);
  }

  // Apart, so that a product makes no closure.
  private addAfter(pending: Promise<void>): Promise<void> {
    return pending.then(() => this.add());
  }

  private handAfter(pending: Promise<void>): Promise<void> {
    return pending.then(() => this.hand());
  }

  private add(): void {
    const { sums, product, clipped } = this;
    clipped[0] += this.beyond() - this.before[0];
    const { scale, signing } = this.weights;
    const { signs } = signing;
    for (let j = 0; j < sums.length; j++) {
      let sum = 0;
      for (let s = 0; s < signs.length; s++) sum += signs[s] * product.output[j * signs.length + s];
      sums[j] = scale * sum;
    }
  }

  private hand(): void {
    const { toRows, transposed, largest, first } = this;
    const unit = this.weights.scale * largest[0];
    for (let r = 0; r < transposed.columns; r++) toRows[first + r] = unit * transposed.output[r];
  }
}
