import type { ReadBatch } from '../../src/core/read-batch.js';
import type { UpdateBatch } from '../../src/core/update-batch.js';

/** Where a board's sums are made: by Kirchhoff's law in the array, or by the host from single reads. */
export type Product = 'in-memory' | 'host-sum';

/**
 * An array of memristors that can be read and pulsed: silicon or arithmetic. It speaks volts, siemens and
 * pulses and knows nothing of weights. A simulated board answers in the call, a physical one with a promise.
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
  /**
   * Says how inputs become voltages; asked once, before the first product.
   * @param gain volts on each device for an input of one; @param unit current that stands for one, amperes
   */
  calibrate(gain: Float64Array, unit: number): void;
  /** Applies the batch's pulses, then reads those devices back into its `conductance`. A device stands in one row at most. */
  program(batch: UpdateBatch): void | Promise<void>;
  /** Reads the batch's devices into its `conductance`. */
  read(batch: UpdateBatch): void | Promise<void>;
  /**
   * Kirchhoff's sum, into the batch's `amperes`: I_c = Σ_k V_kc (G_kc − G0_kc) + I_ref, with V_kc = input_k gain_kc
   * and I_ref = reference · unit. The reference row cancels the offset currents of G0 (paper, Methods, circuit of the
   * TD error). A transposed product sums along each row; a physical board refuses it.
   */
  multiply(batch: ReadBatch): void | Promise<void>;
  /** Lets time pass for its devices between two steps; only where they change on their own. */
  rest?(seconds: number, kelvin: number): void;
  close(): Promise<void>;
}
