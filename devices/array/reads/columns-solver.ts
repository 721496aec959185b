import { cellKinds } from '../wires/cell-kinds.js';
import { AdjointColumns } from './adjoint-columns.js';
import type { ArrayCells } from './array-cells.js';
import { Cascade } from './cascade.js';
import type { EffectiveColumns } from './effective-columns.js';
import { SelectedColumns } from './selected-columns.js';
import { TurnedColumns } from './turned-columns.js';

/** Up to so many lines on the narrow side, an array is solved directly: there this is quicker than by iteration. */
export const NARROW = 16;

/** Whether columns that are read one by one conduct one by one: their transistors select them. */
export function isSelecting({ wires }: ArrayCells): boolean {
  return cellKinds[wires.cell].selected;
}

/** The quickest way to the effective conductances of an array. @param isOneByOne whether only the cells of one column conduct at a time */
export function columnsSolver(array: ArrayCells, isOneByOne: boolean): EffectiveColumns {
  if (isOneByOne) return new SelectedColumns(array);
  if (array.columns <= NARROW) return new Cascade(array);
  return array.rows <= NARROW ? new TurnedColumns(array) : new AdjointColumns(array);
}
