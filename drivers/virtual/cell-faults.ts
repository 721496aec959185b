import { UsageError } from '../../src/core/errors.js';

/** Faults of a cell: its conductance no longer changes (stuck), its wires are not connected (open), or they touch (short). */
export const cellFaultNames = ['stuck', 'open', 'short'] as const;
type CellFaultName = (typeof cellFaultNames)[number];

/** One faulty cell. */
export interface CellFault {
  readonly row: number;
  readonly column: number;
  readonly fault: CellFaultName;
}

/** Conductance of an open and of a shorted cell, siemens: 10 GΩ of leakage, 50 Ω of wires. */
const CONDUCTANCE = { open: 1e-10, short: 2e-2 } as const;

/** The faults of an array as columns over its cells, row-major. */
export class CellFaults {
  /** 1 where pulses do nothing */
  readonly still: Uint8Array;
  /** conductance in place of the memristor, siemens; NaN if there is a memristor */
  readonly instead: Float64Array;

  /** @throws UsageError for a cell outside the array */
  constructor(rows: number, columns: number, faults: readonly CellFault[]) {
    this.still = new Uint8Array(rows * columns);
    this.instead = new Float64Array(rows * columns).fill(NaN);
    for (const { row, column, fault } of faults) {
      if (row >= rows || column >= columns)
        throw new UsageError(
          `cells: got "${fault}" for the cell in row ${row}, column ${column}: expected rows below ${rows} and columns below ${columns}`,
        );
      const cell = row * columns + column;
      this.still[cell] = 1;
      if (fault !== 'stuck') this.instead[cell] = CONDUCTANCE[fault];
    }
  }
}
