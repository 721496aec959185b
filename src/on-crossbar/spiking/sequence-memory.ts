import type { SpikeTrains } from '../../networks/spiking/spike-trains.js';
import type { SpikingCrossbar } from './spiking-crossbar.js';

/** What a sequence was like on its devices: membranes of all neurons and outputs in each step. It allocates only for a longer sequence. */
export class SequenceMemory {
  /** [step × outputs + output], and the slopes of the loss in them */
  outputs = new Float64Array(0);
  slopes = new Float64Array(0);
  /** number of spikes of all neurons */
  spikes = 0;
  /** of each layer, a column for each step after the rest before the first one */
  private membranes: Float64Array[][] = [];
  private trains: SpikeTrains = { steps: 0, start: new Uint32Array(1), row: new Uint16Array(0) };
  private from = 0;

  constructor(private readonly crossbar: SpikingCrossbar) {}

  /** Makes room for steps `from` to `to` − 1 of the trains. */
  begin(trains: SpikeTrains, from: number, to: number): void {
    const { membranes, outputs } = this.crossbar;
    this.trains = trains;
    this.from = from;
    this.spikes = 0;
    if (this.outputs.length >= (to - from) * outputs.length) return;
    this.outputs = new Float64Array((to - from) * outputs.length);
    this.slopes = new Float64Array(this.outputs.length);
    this.membranes = membranes.map(({ length }) =>
      Array.from({ length: to - from + 1 }, () => new Float64Array(length)),
    );
  }

  /** Notes how the crossbar is after step t of the sequence. */
  keep(t: number): void {
    const { membranes, outputs } = this.crossbar;
    for (let l = 0; l < membranes.length; l++) {
      const membrane = membranes[l];
      for (let j = 0; j < membrane.length; j++) if (membrane[j] > 1) this.spikes++;
      this.membranes[l][t + 1].set(membrane);
    }
    this.outputs.set(outputs, t * outputs.length);
  }

  /** The membranes of a layer after step t; −1 is the rest before the first one. */
  membranesOf(l: number, t: number): Float64Array {
    return this.membranes[l][t + 1];
  }

  /** Lists the rows of a layer that were driven in step t, without reading them. */
  recall(l: number, t: number): void {
    const { crossbar, trains, from } = this;
    const { network } = crossbar;
    const layer = crossbar.layers[l];
    layer.clear();
    if (l === 0) for (let k = trains.start[from + t]; k < trains.start[from + t + 1]; k++) layer.drive(trains.row[k]);
    else this.driveSpikes(l, l - 1, t, 0);
    if (l === network.layers.length) {
      if (network.bias) layer.drive(network.output.inputs);
    } else if (network.recurrent) this.driveSpikes(l, l, t - 1, network.layers[l].inputs);
  } // prettier-ignore

  private driveSpikes(l: number, source: number, t: number, first: number): void {
    const membranes = this.membranesOf(source, t);
    const layer = this.crossbar.layers[l];
    for (let j = 0; j < membranes.length; j++) if (membranes[j] > 1) layer.drive(first + j);
  }
}
