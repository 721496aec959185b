import type { UpdateBatch } from '../src/core/update-batch.js';
import type { ReadNoise } from './noise/read-noise.js';

/** Many memristors as columns; one memristor is a bank of one, one update a batch of one. */
export interface DeviceBank {
  readonly size: number;
  /** present conductance, siemens; a read adds `readNoise` to it, where the bank has any */
  readonly conductance: Float64Array;
  /** lower end of each window, G0, siemens */
  readonly lowest: Float64Array;
  /** upper end of each window, G1, siemens */
  readonly highest: Float64Array;
  /** what a read sees beside the conductance */
  readonly readNoise?: Pick<ReadNoise, 'read'>;
  /** whether its pulses may have any shape; by default it knows only the pulses with which it was measured */
  readonly anyShape?: boolean;
  /**
   * Applies the batch's pulses and allocates nothing. A device stands in one row of a batch at most.
   * A row of zero pulses is an update too, if it has a direction: a device that is touched may fluctuate.
   */
  pulse(batch: UpdateBatch): void;
  /** Takes what was written to `conductance` as the state of the batch's devices; only where the state is kept elsewhere. */
  adopt?(batch: UpdateBatch): void;
  /** Lets time pass between two steps, at a temperature; only where devices change on their own. */
  rest?(seconds: number, kelvin: number): void;
}
