import { UsageError } from '../../src/core/errors.js';

/** What may be wrong with a cell: it no longer moves, or there is no memristor between its wires, or nothing but wire. */
export const cellFaultNames = ['stuck', 'open', 'short'] as const;
type CellFaultName = (typeof cellFaultNames)[number];

/** One cell that is not as it should be. */
export interface CellFault {
  readonly row: number;
  readonly column: number;
  readonly fault: CellFaultName;
}

/** Conductance of what is no memristor, siemens: 10 GΩ of leakage, 50 Ω of wires. */
const CONDUCTANCE = { open: 1e-10, short: 2e-2 } as const;

/** The faults of an array as columns over its cells, row-major. */
export class CellFaults {
  /** 1 where pulses do nothing */
  readonly still: Uint8Array;
  /** conductance in a memristor's stead, siemens; NaN where there is a memristor */
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
