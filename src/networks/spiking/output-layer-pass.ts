import { addProducts, addRows, addToRows } from './row-sums.js';
import type { SpikeTrains } from './spike-trains.js';
import type { SpikingNetwork } from './spiking-network.js';

/** The leaky outputs over a sequence, and the slopes of the loss in them. */
export class OutputLayerPass {
  /** [step × outputs + output] */
  outputs = new Float64Array(0);
  /** [step × outputs + output] */
  slopes = new Float64Array(0);
  private steps = 0;
  /** place of the bias among the parameters; −1 without one */
  private readonly bias: number;

  constructor(private readonly network: SpikingNetwork) {
    const { inputs, width, first } = network.output;
    this.bias = network.bias ? first + inputs * width : -1;
  }

  /** Runs all steps of the layer below, from rest. */
  forward(parameters: Float64Array, below: SpikeTrains): void {
    const { outputLeak, output } = this.network;
    const { width, first } = output;
    this.makeRoom(below.steps);
    const { outputs, bias } = this;
    outputs.fill(0, 0, width);
    for (let t = 0; t < below.steps; t++) {
      const at = t * width;
      if (t > 0) for (let o = 0; o < width; o++) outputs[at + o] = outputLeak * outputs[at - width + o];
      addRows(parameters, first, width, below.row, below.start[t], below.start[t + 1], outputs, at);
      if (bias >= 0) for (let o = 0; o < width; o++) outputs[at + o] += parameters[bias + o];
    }
  }

  /** Adds the gradient of the weights, with `slopes` given step by step, and the slopes in the spikes below. */
  backward(
    parameters: Float64Array,
    gradient: Float64Array,
    below: SpikeTrains,
    belowSlopes: Float64Array,
  ): void {
    const { outputLeak, output } = this.network;
    const { inputs, width, first } = output;
    const { slopes, bias } = this;
    for (let t = this.steps - 1; t >= 0; t--) {
      const at = t * width;
      if (t < this.steps - 1)
        for (let o = 0; o < width; o++) slopes[at + o] += outputLeak * slopes[at + width + o];
      addToRows(gradient, first, width, below.row, below.start[t], below.start[t + 1], slopes, at);
      if (bias >= 0) for (let o = 0; o < width; o++) gradient[bias + o] += slopes[at + o];
      addProducts(parameters, first, width, inputs, slopes, at, belowSlopes, t * inputs);
    }
  }

  private makeRoom(steps: number): void {
    this.steps = steps;
    const size = steps * this.network.output.width;
    if (this.outputs.length >= size) return;
    this.outputs = new Float64Array(size);
    this.slopes = new Float64Array(size);
  }
}
