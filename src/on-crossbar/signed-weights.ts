import type { Layer } from '../networks/network.js';
import type { Signing } from './signing.js';

/** Signed weights of one layer in devices: a row for each input and one for the biases, and a column for each device of a neuron. */
export class SignedWeights {
  readonly rows: number;
  readonly columns: number;
  /** what a sum of the crossbar is worth in weights */
  readonly scale: number;

  /** @param range largest weight of either sign */
  constructor(
    readonly layer: Layer,
    readonly signing: Signing,
    readonly range: number,
  ) {
    const { signs } = signing;
    this.rows = layer.rowLength;
    this.columns = layer.width * signs.length;
    this.scale = (2 * range) / signs.length;
  }

  /** Fills device weights, row-major, that stand for the layer's parameters; what the window cannot hold is clipped. */
  fillDevices(parameters: Float64Array, devices: Float64Array): void {
    const { range, signing } = this;
    this.each((parameter, device) => {
      for (const [s, sign] of signing.signs.entries()) {
        const wanted = signing.hold((sign * parameters[parameter]) / range);
        devices[device + s] = Math.min(Math.max(wanted, 0), 1);
      }
    });
  }

  /** Fills the layer's parameters from what its devices hold. */
  fillParameters(devices: Float64Array, parameters: Float64Array): void {
    const { scale, signing } = this;
    this.each((parameter, device) => {
      let sum = 0;
      for (const [s, sign] of signing.signs.entries()) sum += sign * (devices[device + s] - 0.5);
      parameters[parameter] = scale * sum;
    });
  }

  /** Each parameter of the network with the first of its devices. */
  private each(visit: (parameter: number, device: number) => void): void {
    const { layer, signing, columns } = this;
    const { first, width, rowLength } = layer;
    for (let j = 0; j < width; j++)
      for (let i = 0; i < rowLength; i++)
        visit(first + j * rowLength + i, i * columns + j * signing.signs.length);
  }
}
