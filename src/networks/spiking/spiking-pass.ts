import { UsageError } from '../../core/errors.js';
import { OutputLayerPass } from './output-layer-pass.js';
import { checkTrains, type SpikeTrains } from './spike-trains.js';
import { SpikingLayerPass } from './spiking-layer-pass.js';
import type { SpikingNetwork } from './spiking-network.js';

/** A spiking network in its recurrent form: it runs a sequence step by step from rest, and keeps all membranes. */
export class SpikingPass {
  /** the layers with their spikes, from the input up */
  readonly layers: readonly SpikingLayerPass[];
  readonly output: OutputLayerPass;
  /** number of spiking neurons */
  readonly neurons: number;
  /** trains that were checked */
  private known: SpikeTrains | undefined;

  constructor(readonly network: SpikingNetwork) {
    this.layers = network.layers.map((layer) => new SpikingLayerPass(network, layer));
    this.output = new OutputLayerPass(network);
    this.neurons = network.layers.reduce((sum, { width }) => sum + width, 0);
  }

  /**
   * Runs steps `from` to `to` − 1 of the trains.
   * @throws UsageError for other numbers of parameters or inputs than the network has, and for steps that are not there
   */
  forward(parameters: Float64Array, trains: SpikeTrains, from = 0, to = trains.steps): void {
    this.check(parameters, trains, from, to);
    let below = trains;
    let first = from;
    for (const layer of this.layers) {
      layer.forward(parameters, below, first, first + to - from);
      below = layer;
      first = 0;
    }
    this.output.forward(parameters, below);
  }

  /** [step × outputs + output] of the sequence that ran; the next one overwrites it. */
  get outputs(): Float64Array {
    return this.output.outputs;
  }

  /** Number of spikes of all neurons in the sequence that ran. */
  get spikes(): number {
    return this.layers.reduce((sum, { start, steps }) => sum + start[steps], 0);
  }

  private check(parameters: Float64Array, trains: SpikeTrains, from: number, to: number): void {
    const { size, inputs } = this.network;
    if (parameters.length !== size)
      throw new UsageError(`got ${parameters.length} parameters of a spiking network: expected ${size}`);
    if (!(from >= 0 && from < to && to <= trains.steps))
      throw new UsageError(
        `got the sequence of steps ${from} to ${to}: expected at least one step within 0 to ${trains.steps}`,
      );
    if (trains === this.known) return;
    checkTrains(trains, inputs);
    this.known = trains;
  }
}
