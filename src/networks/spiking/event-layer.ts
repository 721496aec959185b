import { SparseRows } from './sparse-rows.js';
import type { SpikingLayer, SpikingNetwork } from './spiking-network.js';

/** One spiking layer that runs a step at a time, driven by events. */
export class EventLayer {
  /** neurons that spiked in the last step are the first `count`, in rising order */
  readonly fired: Uint16Array;
  count = 0;
  private readonly membranes: Float64Array;
  private readonly rows: SparseRows;

  constructor(
    private readonly network: SpikingNetwork,
    private readonly layer: SpikingLayer,
    parameters: Float64Array,
  ) {
    this.rows = new SparseRows(layer, parameters);
    this.membranes = new Float64Array(layer.width);
    this.fired = new Uint16Array(layer.width);
  }

  rest(): void {
    this.membranes.fill(0);
    this.count = 0;
  }

  /** One step with the spikes of the layer below. @returns number of synaptic events */
  step(row: Uint16Array, from: number, to: number): number {
    const { membranes, rows, fired, layer, network } = this;
    const { leak, recurrent } = network;
    for (let j = 0; j < layer.width; j++) membranes[j] = membranes[j] > 1 ? 0 : leak * membranes[j];
    let events = rows.drive(membranes, row, from, to, 0);
    if (recurrent) events += rows.drive(membranes, fired, 0, this.count, layer.inputs);
    let count = 0;
    for (let j = 0; j < layer.width; j++) if (membranes[j] > 1) fired[count++] = j;
    this.count = count;
    return events;
  }
}
