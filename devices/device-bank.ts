import type { UpdateBatch } from '../src/core/update-batch.js';
import type { DrivenLines } from './noise/driven-lines.js';

/** What readings of a bank are off by. A call is one moment, which all its devices share; it allocates nothing. */
export interface BankReadNoise {
  /** Single reads: the deviation of each device that is listed, siemens. A device may stand there twice. */
  read(device: Uint32Array, deviation: Float64Array, count: number): void;
  /**
   * A product: adds to each of its sums, amperes, what its devices are off by, Σ V ΔG, with the same law as single reads
   * at that moment. Without it, a product is summed up from single reads.
   */
  product?(lines: DrivenLines, amperes: Float64Array): void;
}

/** What reads do to the devices of a bank. It adds up, and shows in `conductance` when time next passes. It allocates nothing. */
export interface BankReadStress {
  /** Single reads of the devices that are listed, at the read voltage. */
  read(device: Uint32Array, count: number): void;
  /** A product: each line has its voltage on its devices. @param sums how many devices a line has */
  product(lines: DrivenLines, sums: number): void;
}

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
  readonly readNoise?: BankReadNoise;
  /** told of each read by the board; only where reads change devices */
  readonly readStress?: BankReadStress;
  /** whether its pulses may have any shape; by default it knows only the pulses with which it was measured */
  readonly anyShape?: boolean;
  /** whether it heeds the batch's `shares`; `SlowedBank` does so for banks that know only whole pulses */
  readonly heedsShares?: boolean;
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
