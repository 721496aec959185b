import type { ArrayCells } from '../reads/array-cells.js';
import { isSelecting, NARROW } from '../reads/columns-solver.js';
import { ohmsOfRows } from '../reads/selected-columns.js';
import { writeHandlings } from '../wires/write-handling.js';
import { writeSchemes, type WriteScheme } from '../wires/write-schemes.js';
import { KeptDrop } from './kept-drop.js';
import { NarrowShares } from './narrow-shares.js';
import { SelectedDrop } from './selected-drop.js';
import { SolvedShares } from './solved-shares.js';
import type { WriteDrop } from './write-drop.js';

/** What an array leaves of the voltage of writes, by the quickest exact way; undefined where that is all: without ohms, or where drivers make up for them. */
export function makeDrop(array: ArrayCells): WriteDrop | undefined {
  const { columns, wires } = array;
  const { rowOhms, columnOhms, sourceOhms, accessOhms, nonlinearity } = wires;
  if (!writeHandlings[wires.writes].drops) return undefined;
  if ([rowOhms, columnOhms, sourceOhms, accessOhms].every((ohms) => ohms === 0)) return undefined;
  if (nonlinearity === 0 && isSelecting(array)) return new SelectedDrop(array, ohmsOfRows(array));
  const { row }: WriteScheme = writeSchemes[wires.scheme];
  const isDirect = nonlinearity === 0 && columns <= NARROW && row !== undefined;
  return new KeptDrop(array, isDirect ? new NarrowShares(array) : new SolvedShares(array));
}
