import type { SpikingLayer } from '../../networks/spiking/spiking-network.js';
import type { Signing } from '../signing.js';

/** Signed weights of one layer of a spiking network in devices: a row for each spike that can come in, and a column for each device of a neuron. */
export class SpikingWeights {
  readonly rows: number;
  readonly columns: number;
  /** what a sum of the crossbar is worth in weights */
  readonly scale: number;

  /** @param range largest weight of either sign */
  constructor(
    readonly layer: SpikingLayer,
    readonly signing: Signing,
    readonly range: number,
  ) {
    const { signs } = signing;
    this.rows = layer.rows;
    this.columns = layer.width * signs.length;
    this.scale = (2 * range) / signs.length;
  }

  /** Fills device weights, row-major, that stand for the layer's parameters; what the window cannot hold is clipped. */
  fillDevices(parameters: Float64Array, devices: Float64Array): void {
    const { range, signing, layer } = this;
    const { signs } = signing;
    for (let i = 0; i < layer.rows * layer.width; i++) {
      const share = parameters[layer.first + i] / range;
      for (let s = 0; s < signs.length; s++)
        devices[i * signs.length + s] = Math.min(Math.max(signing.hold(signs[s] * share), 0), 1);
    }
  }

  /** Fills the layer's parameters from what its devices hold. */
  fillParameters(devices: Float64Array, parameters: Float64Array): void {
    const { scale, signing, layer } = this;
    const { signs } = signing;
    for (let i = 0; i < layer.rows * layer.width; i++) {
      let sum = 0;
      for (let s = 0; s < signs.length; s++) sum += signs[s] * (devices[i * signs.length + s] - 0.5);
      parameters[layer.first + i] = scale * sum;
    }
  }
}
