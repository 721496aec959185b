import { addScaled, dotColumns, multiplyColumns } from './columns.js';
import type { Layer } from './network.js';

/** What one layer holds of a block of samples: columns of `count` numbers, one after another. */
export class LayerColumns {
  /** input of each neuron's activation */
  readonly z: Float64Array;
  /** output of each neuron, and a last row of ones for the biases of the next layer */
  readonly output: Float64Array;
  /** f′(z), and f″(z) */
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
  /** slope of the loss in each output, and in each z */
  readonly toOutput: Float64Array;
  readonly toZ: Float64Array;

  constructor(
    readonly layer: Layer,
    blockLength: number,
  ) {
    const length = layer.width * blockLength;
    this.output = new Float64Array(length + blockLength);
    [this.z, this.slope, this.curvature, this.toOutput, this.toZ] = Array.from(
      { length: 5 },
      () => new Float64Array(length),
    );
  }

  /** From the outputs of the layer below to its own. */
  forward(parameters: Float64Array, below: Float64Array, count: number, curved: boolean): void {
    const { width, inputs, bias, rowLength, first, activation } = this.layer;
    const { z, output, slope, curvature } = this;
    for (let j = 0; j < width; j++) {
      const row = first + j * rowLength;
      z.fill(bias ? parameters[row + inputs] : 0, j * count, (j + 1) * count);
      for (let i = 0; i < inputs; i++) addScaled(z, j * count, parameters[row + i], below, i * count, count);
    }
    activation.fill(z, width * count, output, slope, curved ? curvature : undefined);
    output.fill(1, width * count, (width + 1) * count);
  }

  /** Adds its part of the gradient, after `toOutput` has been filled. */
  backward(below: Float64Array, count: number, gradient: Float64Array): void {
    const { width, rowLength, first } = this.layer;
    const { toZ } = this;
    multiplyColumns(toZ, 0, this.toOutput, 0, this.slope, 0, width * count);
    for (let j = 0; j < width; j++)
      for (let i = 0; i < rowLength; i++)
        gradient[first + j * rowLength + i] += dotColumns(toZ, j * count, below, i * count, count);
  }

  /** Fills the slope of the loss in each output of the layer below. */
  backTo(below: LayerColumns, parameters: Float64Array, count: number): void {
    const { width, inputs, rowLength, first } = this.layer;
    below.toOutput.fill(0, 0, inputs * count);
    for (let j = 0; j < width; j++)
      for (let i = 0; i < inputs; i++)
        addScaled(
          below.toOutput,
          i * count,
          parameters[first + j * rowLength + i],
          this.toZ,
          j * count,
          count,
        );
  }
}
