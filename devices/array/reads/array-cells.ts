import type { Wires } from '../wires/wire-settings.js';

/** What solvers of reads need of an array. */
export interface ArrayCells {
  readonly rows: number;
  readonly columns: number;
  /** of each device at present, siemens, row by row */
  readonly conductance: Float64Array;
  readonly wires: Wires;
}

/** The conductance of a cell: of its device and the transistor in series. */
export function seriesConductance(siemens: number, accessOhms: number): number {
  return siemens / (1 + siemens * accessOhms);
}
