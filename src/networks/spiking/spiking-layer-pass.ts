import { addProducts, addRows, addToRows } from './row-sums.js';
import type { SpikeTrains } from './spike-trains.js';
import type { SpikingLayer, SpikingNetwork } from './spiking-network.js';
import type { Surrogate } from './surrogates/surrogate.js';

/** One spiking layer over a sequence: its membranes, its spikes, and the slopes of the loss. */
export class SpikingLayerPass implements SpikeTrains {
  steps = 0;
  start = new Uint32Array(1);
  row = new Uint16Array(0);
  /** [step × width + neuron], after the inputs of the step and before the reset */
  membranes = new Float64Array(0);
  /** [step × width + neuron]: slopes of the loss in spikes; `backward` turns them into slopes in membranes */
  slopes = new Float64Array(0);
  private surrogateSlopes = new Float64Array(0);

  constructor(
    private readonly network: SpikingNetwork,
    private readonly layer: SpikingLayer,
  ) {}

  /** Runs steps `from` to `to` − 1 of the layer below, from rest. */
  forward(parameters: Float64Array, below: SpikeTrains, from: number, to: number): void {
    const { inputs, width, first } = this.layer;
    const { recurrent } = this.network;
    this.makeRoom(to - from);
    const { start, row, membranes } = this;
    for (let t = 0; t < this.steps; t++) {
      const at = t * width;
      this.decay(t);
      addRows(
        parameters,
        first,
        width,
        below.row,
        below.start[from + t],
        below.start[from + t + 1],
        membranes,
        at,
      );
      if (recurrent && t > 0)
        addRows(parameters, first + inputs * width, width, row, start[t - 1], start[t], membranes, at);
      let spikes = start[t];
      for (let j = 0; j < width; j++) if (membranes[at + j] > 1) row[spikes++] = j;
      start[t + 1] = spikes;
    }
  }

  /**
   * Adds the gradient of the layer's weights, with `slopes` given in its spikes.
   *
   * @param from step of the layer below in which the sequence starts
   * @param belowSlopes slopes in the spikes below, to which those by way of this layer are added
   */
  backward(
    parameters: Float64Array,
    gradient: Float64Array,
    surrogate: Surrogate,
    below: SpikeTrains,
    from: number,
    belowSlopes?: Float64Array,
  ): void {
    const { inputs, width, first } = this.layer;
    const own = first + inputs * width;
    const { slopes, start, row, steps } = this;
    const { recurrent } = this.network;
    surrogate.fill(this.membranes, this.surrogateSlopes, steps * width);
    for (let t = steps - 1; t >= 0; t--) {
      const at = t * width;
      if (recurrent && t < steps - 1)
        addProducts(parameters, own, width, width, slopes, at + width, slopes, at);
      this.stepBack(t);
      addToRows(
        gradient,
        first,
        width,
        below.row,
        below.start[from + t],
        below.start[from + t + 1],
        slopes,
        at,
      );
      if (recurrent && t > 0) addToRows(gradient, own, width, row, start[t - 1], start[t], slopes, at);
      if (belowSlopes) addProducts(parameters, first, width, inputs, slopes, at, belowSlopes, t * inputs);
    }
  }

  /** Membranes of a step from those of the step before: what is left, and nothing after a spike. */
  private decay(t: number): void {
    const { membranes, layer, network } = this;
    const at = t * layer.width;
    const { leak } = network;
    const before = at - layer.width;
    if (t === 0) membranes.fill(0, 0, layer.width);
    else
      for (let j = 0; j < layer.width; j++) {
        const left = membranes[before + j];
        membranes[at + j] = left > 1 ? 0 : leak * left;
      }
  }

  /** Slopes in spikes become slopes in membranes, with the reset that a spike brings in the next step. */
  private stepBack(t: number): void {
    const { membranes, slopes, surrogateSlopes, layer, network } = this;
    const { width } = layer;
    const { leak } = network;
    const end = (t + 1) * width;
    if (t === this.steps - 1) {
      for (let i = t * width; i < end; i++) slopes[i] *= surrogateSlopes[i];
      return;
    }
    for (let i = t * width; i < end; i++) {
      const kept = leak * slopes[i + width];
      const membrane = membranes[i];
      slopes[i] = surrogateSlopes[i] * (slopes[i] - membrane * kept) + (membrane > 1 ? 0 : kept);
    }
  }

  private makeRoom(steps: number): void {
    this.steps = steps;
    if (this.start.length > steps) return;
    const size = steps * this.layer.width;
    this.start = new Uint32Array(steps + 1);
    this.row = new Uint16Array(size);
    this.membranes = new Float64Array(size);
    this.slopes = new Float64Array(size);
    this.surrogateSlopes = new Float64Array(size);
  }
}
