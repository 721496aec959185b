import type { DeviceBank } from '../../devices/device-bank.js';
import type { CellArray } from '../../drivers/sessions/cell-array.js';

/** From here on a voltage is a pulse and not a read. */
const PULSE_VOLTS = 0.5;

/**
 * Cells whose current during a pulse can be sampled without an update of their bank: its devices were measured after
 * whole trains, so a train is one update, and the sample is of the conductance before it.
 */
export class UnwatchedCells implements CellArray {
  readonly rows: number;
  readonly columns: number;

  constructor(
    private readonly cells: CellArray,
    private readonly bank: DeviceBank,
  ) {
    this.rows = cells.rows;
    this.columns = cells.columns;
  }

  pulse(row: number, column: number, volts: number, seconds: number): void {
    this.cells.pulse(row, column, volts, seconds);
  }

  current(column: number, volts: Float64Array, samples: number): number {
    const row = volts.findIndex((value) => Math.abs(value) > PULSE_VOLTS);
    if (row < 0) return this.cells.current(column, volts, samples);
    return volts[row] * this.bank.conductance[row * this.columns + column];
  }
}
