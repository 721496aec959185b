/** A column of a table: its heading, a cell for each row, and what a reader must know of it. */
export interface Column {
  heading: string;
  cells: string[];
  meaning?: string;
}

/** Space between two columns. */
export const BETWEEN = 2;

/** Width of a column, characters. */
export function columnWidth({ heading, cells }: Column): number {
  return Math.max(heading.length, ...cells.map((cell) => cell.length));
}

/** The columns of several tables that fit beside the first one in each of them, the first ones preferred; the very first always stays. @param tables the same columns in every table */
export function fittingColumns(tables: Column[][], width: number): Column[][] {
  let left = width;
  const fits = (tables[0] ?? []).map((_, i) => {
    const own = BETWEEN + Math.max(...tables.map((columns) => columnWidth(columns[i])));
    if (i > 0 && own > left) return false;
    left -= own;
    return true;
  });
  return tables.map((columns) => columns.filter((_, i) => fits[i]));
}
