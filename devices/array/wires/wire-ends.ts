import { equalEnds, type LineEnds } from '../lattice/line-ends.js';
import type { Wires } from './wire-settings.js';

/** The ends of rows and columns while an array is read: a driver before each row, an amplifier after each column. */
export function readEnds(wires: Wires, rows: number, columns: number): { rows: LineEnds; columns: LineEnds } {
  const { rowOhms, columnOhms, sourceOhms, senseOhms, drivenEnds, sensedEnds } = wires;
  return {
    rows: equalEnds(rows, rowOhms + sourceOhms, { first: true, last: drivenEnds === 2 }),
    columns: equalEnds(columns, columnOhms + senseOhms, { first: sensedEnds === 2, last: true }),
  };
}
