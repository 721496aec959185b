import type { ReadBatch } from '../../src/core/read-batch.js';
import type { DrivenLines } from '../noise/driven-lines.js';

/** What conversions cost so far. */
export interface ConversionCosts {
  /** conversions, digital to analogue and back */
  readonly conversions: number;
  /** values that lay beyond the range of their converter */
  readonly clipped: number;
  readonly joules: number;
  /** one product after the other; converters that work at once count once */
  readonly seconds: number;
}

/** What stands between the currents of an array, read noise included, and the numbers that a computer gets. */
export interface Readout {
  /** @param gain volts on each device for an input of one; @param unit current of a reference of one, amperes */
  calibrate(gain: Float64Array, unit: number): void;
  /** Turns the currents of a product into what is read of them, in the batch's `amperes`. @param lines what the product drives */
  product(lines: DrivenLines, batch: ReadBatch): void;
  /** Turns the conductances of single reads into what is read of them, siemens. */
  read(device: Uint32Array, conductance: Float64Array, count: number): void;
  /** values that lay beyond the range of their converter so far */
  readonly clipped: number;
  /** What all conversions cost so far. @param reads single reads of devices */
  costs(reads: number): ConversionCosts;
}
