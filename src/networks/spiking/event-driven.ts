import { UsageError } from '../../core/errors.js';
import { EventLayer } from './event-layer.js';
import { SparseRows } from './sparse-rows.js';
import type { SpikingNetwork } from './spiking-network.js';

/**
 * A spiking network that runs one step at a time and is driven by events: a spike costs one addition for each weight of its row that is
 * not zero, and a row without a spike costs nothing. Each membrane adds its weights in the order in which `SpikingPass` does, and adding
 * zero changes no sum. So membranes, spikes and outputs are the same to the last bit.
 */
export class EventDriven {
  /** the outputs after the last step */
  readonly outputs: Float64Array;
  /** [layer, then the outputs]: synaptic events so far, one for each spike and weight that is not zero; a bias is none */
  readonly events: Float64Array;
  /** [layer]: spikes so far */
  readonly spikes: Float64Array;
  /** steps so far */
  steps = 0;
  private readonly layers: readonly EventLayer[];
  private readonly output: SparseRows;
  private readonly bias: Float64Array;

  /** @param parameters copied: later changes have no effect */
  constructor(
    private readonly network: SpikingNetwork,
    parameters: Float64Array,
  ) {
    const { layers, output, size, bias } = network;
    if (parameters.length !== size)
      throw new UsageError(`got ${parameters.length} parameters of a spiking network: expected ${size}`);
    this.layers = layers.map((layer) => new EventLayer(network, layer, parameters));
    this.output = new SparseRows(output, parameters);
    this.outputs = new Float64Array(output.width);
    this.bias = bias ? parameters.slice(size - output.width) : new Float64Array(0);
    this.events = new Float64Array(layers.length + 1);
    this.spikes = new Float64Array(layers.length);
  }

  /** Back to rest, as before a sequence; counts go on. */
  rest(): void {
    for (const layer of this.layers) layer.rest();
    this.outputs.fill(0);
  }

  /** Back to rest; counts become zero. */
  reset(): void {
    this.rest();
    this.events.fill(0);
    this.spikes.fill(0);
    this.steps = 0;
  }

  /** One step, in which inputs row[from] … row[to − 1] spike, in rising order. Inputs are not checked. */
  step(row: Uint16Array, from: number, to: number): void {
    const { layers, outputs, bias, events, spikes } = this;
    let [below, first, end] = [row, from, to];
    for (let l = 0; l < layers.length; l++) {
      const layer = layers[l];
      events[l] += layer.step(below, first, end);
      spikes[l] += layer.count;
      [below, first, end] = [layer.fired, 0, layer.count];
    }
    for (let o = 0; o < outputs.length; o++) outputs[o] *= this.network.outputLeak;
    events[layers.length] += this.output.drive(outputs, below, first, end, 0);
    for (let o = 0; o < bias.length; o++) outputs[o] += bias[o];
    this.steps++;
  }

  /** Neurons of a layer that spiked in the last step, in rising order; a view that the next step overwrites. */
  fired(layer: number): Uint16Array {
    const { fired, count } = this.layers[layer];
    return fired.subarray(0, count);
  }
}
