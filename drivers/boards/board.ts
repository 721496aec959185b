import type { Readout } from '../../devices/array/readout.js';
import type { ReadBatch } from '../../src/core/read-batch.js';
import type { UpdateBatch } from '../../src/core/update-batch.js';

/** Where a board adds up currents: in the array by Kirchhoff's law, or in the computer from single reads. */
export type Product = 'in-memory' | 'host-sum';

/**
 * An array of memristors that can be read and pulsed, physical or simulated. It works with volts, siemens and pulses,
 * and knows nothing about weights. A simulated board answers in the call, a physical one with a promise.
 */
export interface Board {
  readonly rows: number;
  readonly columns: number;
  /** rows × columns devices, numbered row-major */
  readonly size: number;
  /** lower and upper end of each device's window, siemens */
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  readonly product: Product;
  /** whether its pulses may have any shape; by default it gives only the pulses with which each device was measured */
  readonly anyShape?: boolean;
  /** what turns its currents into numbers, where that is simulated too */
  readonly readout?: Pick<Readout, 'costs' | 'clipped'>;
  /**
   * Sets how inputs become voltages; called once, before the first product.
   * @param gain volts on each device for an input of one @param unit current that represents one, amperes
   */
  calibrate(gain: Float64Array, unit: number): void;
  /** Applies the batch's pulses, then reads those devices back into its `conductance`. A device is in at most one row of a batch. */
  program(batch: UpdateBatch): void | Promise<void>;
  /** Reads the batch's devices into its `conductance`. */
  read(batch: UpdateBatch): void | Promise<void>;
  /**
   * Adds currents by Kirchhoff's law, into the batch's `amperes`: I_c = Σ_k V_kc (G_kc − G0_kc) + I_ref, with
   * V_kc = input_k gain_kc and I_ref = reference · unit. The reference row cancels the offset currents of G0 (paper,
   * Methods, circuit of the TD error). A transposed product adds along each row; a physical board refuses it.
   */
  multiply(batch: ReadBatch): void | Promise<void>;
  /** Lets time pass for its devices between two steps; only where they change on their own. */
  rest?(seconds: number, kelvin: number): void;
  close(): Promise<void>;
}
