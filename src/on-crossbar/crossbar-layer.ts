import { Observation } from '../core/observation.js';
import { ReadBatch } from '../core/read-batch.js';
import { UpdateBatch } from '../core/update-batch.js';
import { NONE } from '../networks/activations/activation.js';
import type { UpdateScheme } from '../schemes/update-scheme.js';
import type { SignedWeights } from './signed-weights.js';

/** Where in `scales` the largest input of each direction stands. */
const [FORWARD, BACKWARD] = [0, 1];

/**
 * One layer of a network: its weights in a crossbar, its activation in the host. Inputs drive the rows, the last of which is the bias and gets
 * one; slopes of the loss drive the columns of the same devices. Both are signed, and a product takes them in one read: rows and columns get
 * voltages of either sign, as in the article's read of a TD error. Each product is divided by its largest input, so that no voltage exceeds
 * that of an input of one, and multiplied by it again in the host ("absolute maximum" of Gokmen, Onen and Haensch, Front. Neurosci. 11, 538, 2017).
 */
export class CrossbarLayer {
  /** what drives the rows: the inputs, and one for the biases */
  readonly input: Observation;
  /** outputs of the neurons, and the slope of the loss in each, which the layer above fills */
  readonly output: Float64Array;
  readonly toOutput: Float64Array;
  /** wanted changes, and what became of them */
  readonly update: UpdateBatch;
  /** z, f(z) and f′(z) of the neurons, one after another */
  private readonly numbers: Float64Array;
  private readonly toZ: Float64Array;
  /** slopes of the loss in z, on the columns */
  private readonly drive: Observation;
  private readonly sums: ReadBatch;
  private readonly transposed: ReadBatch;
  private readonly scales = new Float64Array(2);

  /** @param gradient place for the gradient of the layer's parameters, in the order of the network */
  constructor(
    private readonly scheme: UpdateScheme,
    private readonly weights: SignedWeights,
    private readonly gradient: Float64Array,
  ) {
    const { rows, columns, layer } = weights;
    const { width, inputs } = layer;
    this.input = new Observation(rows);
    if (layer.bias) this.input.value[inputs] = 1;
    this.numbers = new Float64Array(3 * width);
    this.output = this.numbers.subarray(width, 2 * width);
    this.toOutput = new Float64Array(width);
    this.toZ = new Float64Array(width);
    this.drive = new Observation(columns);
    this.sums = new ReadBatch(0, columns);
    this.transposed = new ReadBatch(0, inputs, [1], true);
    this.update = new UpdateBatch(rows * columns);
  }

  /** From `input` to `output`: one product. */
  forward(): void | Promise<void> {
    this.begin(this.sums, this.input, FORWARD);
    if (this.sums.count === 0) return this.activate();
    const pending = this.scheme.multiply(this.sums);
    return pending === undefined ? this.activate() : pending.then(() => this.activate());
  }

  /** Adds the gradient of the sample at hand, once `toOutput` is known. */
  addGradient(): void {
    const { toZ, toOutput, numbers, gradient, input } = this;
    const { width, rowLength } = this.weights.layer;
    for (let j = 0; j < width; j++) {
      const slope = toOutput[j] * numbers[2 * width + j];
      toZ[j] = slope;
      for (let i = 0; i < rowLength; i++) gradient[j * rowLength + i] += slope * input.value[i];
    }
  }

  /** Fills the slope of the loss in each input: one transposed product, after `addGradient`. */
  backward(toInput: Float64Array): void | Promise<void> {
    const { drive, toZ, transposed } = this;
    const { signs } = this.weights.signing;
    for (let j = 0; j < toZ.length; j++)
      for (let s = 0; s < signs.length; s++) drive.value[j * signs.length + s] = signs[s] * toZ[j];
    this.begin(transposed, drive, BACKWARD);
    if (transposed.count === 0) {
      toInput.fill(0);
      return undefined;
    }
    const pending = this.scheme.multiply(transposed);
    return pending === undefined ? this.hand(toInput) : pending.then(() => this.hand(toInput));
  }

  /** Asks the scheme for a change of each weight by −rate · slope. */
  descend(rate: number): void | Promise<void> {
    const { update, gradient } = this;
    const { layer, columns, range, signing } = this.weights;
    const { width, rowLength } = layer;
    const { signs } = signing;
    update.clear();
    for (let i = 0; i < rowLength; i++)
      for (let j = 0; j < width; j++) {
        const change = (-rate * gradient[j * rowLength + i]) / (2 * range);
        if (change === 0) continue;
        const first = i * columns + j * signs.length;
        for (let s = 0; s < signs.length; s++) update.add(first + s, signs[s] * change);
      }
    return this.scheme.apply(update);
  }

  /** Drives lines with inputs, the largest as one; none where all are zero. */
  private begin(batch: ReadBatch, inputs: Observation, direction: number): void {
    const { value } = inputs;
    const { reference } = this.weights.signing;
    let sum = 0;
    let most = 0;
    for (let i = 0; i < value.length; i++) {
      sum += value[i];
      most = Math.max(most, Math.abs(value[i]));
    }
    batch.clear();
    this.scales[direction] = most;
    if (most === 0) return;
    batch.factor[0] = 1 / most;
    batch.reference[0] = (reference * sum) / most;
    batch.drive(inputs);
  }

  private activate(): void {
    const { numbers, sums } = this;
    const { layer, scale, signing } = this.weights;
    const { width, activation } = layer;
    const { signs } = signing;
    const unit = scale * this.scales[FORWARD];
    for (let j = 0; j < width; j++) {
      let sum = 0;
      for (let s = 0; s < signs.length; s++) sum += signs[s] * sums.output[j * signs.length + s];
      numbers[j] = unit === 0 ? 0 : unit * sum;
    }
    activation.fill(numbers, 0, width, width, 2 * width, NONE);
  }

  private hand(toInput: Float64Array): void {
    const { output } = this.transposed;
    const unit = this.weights.scale * this.scales[BACKWARD];
    for (let i = 0; i < toInput.length; i++) toInput[i] = unit * output[i];
  }
}
