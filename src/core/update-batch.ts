import type { PulseShapes } from './pulse-shape.js';

/**
 * One learning step's device updates, as a table: a row an update, and each room fills its own column.
 * After the step, wanted change, pulses and outcome are side by side.
 */
export class UpdateBatch {
  count = 0;
  /** scheme: other pulses than those with which the devices were measured, until set anew; the crossbar refuses them where a board cannot give them */
  shapes: PulseShapes | undefined = undefined;
  /** board: voltage on each device as a share of that of its pulses; undefined where all get the whole */
  shares: Float64Array | undefined = undefined;
  /** agent: index of the device, row-major in its crossbar */
  readonly device: Uint32Array;
  /** agent: wanted change of weight, in units of the full range */
  readonly delta: Float64Array;
  /** scheme: identical pulses to apply, + SET, − RESET */
  readonly pulses: Int32Array;
  /** crossbar: sign of the wanted change, which a device that is touched by zero pulses may feel; 0 where there is none */
  readonly direction: Int8Array;
  /** board: conductance read back, siemens */
  readonly conductance: Float64Array;
  /** crossbar: the same reading as a weight */
  readonly weight: Float64Array;

  constructor(readonly capacity: number) {
    this.device = new Uint32Array(capacity);
    this.delta = new Float64Array(capacity);
    this.pulses = new Int32Array(capacity);
    this.direction = new Int8Array(capacity);
    this.conductance = new Float64Array(capacity);
    this.weight = new Float64Array(capacity);
  }

  clear(): void {
    this.count = 0;
  }

  add(device: number, delta: number): void {
    const i = this.count++;
    this.device[i] = device;
    this.delta[i] = delta;
    this.direction[i] = Math.sign(delta);
    this.pulses[i] = 0;
  }
}
