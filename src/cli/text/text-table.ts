import { withoutShared } from '../../core/without-shared.js';

/** What a table needs to fit: the width that it has, and how many of its rows are headings and of its columns names. */
interface TableShape {
  readonly width?: number;
  readonly heads?: number;
  readonly names?: number;
  /** whether columns without room stand below; else they are named below */
  readonly stacked?: boolean;
}

type Rows = readonly (readonly string[])[];

/** Space between two columns. */
const BETWEEN = '  ';
/** Names that are no longer stay whole. */
const SHORTEST_NAME = 24;

/**
 * Rows of text as aligned columns: the first column aligned left, the others right. Columns that find no room stand in
 * further tables below, beside the names again. A column without a heading belongs to the one before. A row with a name alone
 * is a heading, and takes no room.
 */
export function textTable(
  written: Rows,
  { width = Infinity, heads = 1, names = 1, stacked = true }: TableShape = {},
): string {
  const rows = named(written, Math.max(SHORTEST_NAME, Math.floor(width / 2)), heads);
  const counted = rows.filter((row) => !isHeading(row));
  const widths = rows[0].map((_, column) => Math.max(...counted.map((row) => row[column].length)));
  const [first, ...others] = blocksOf(groupsOf(rows, heads, names), names, widths, width).map((columns) => ({
    columns,
    text: blockOf(rows, columns, widths),
  }));
  if (stacked) return [first, ...others].map(({ text }) => text).join('\n');
  const left = others.flatMap(({ columns }) =>
    columns
      .slice(names)
      .map((column) => rows[0][column])
      .filter(Boolean),
  );
  return `${first.text}${left.length > 0 ? `Without room here: ${left.join(', ')}.\n` : ''}`;
}

/** The rows with names of at most so many characters. Where one is longer, all lose the words that they share. */
function named(rows: Rows, length: number, heads: number): Rows {
  const isLong = (row: readonly string[]) => row[0].length > length && !isHeading(row);
  const body = rows.slice(heads);
  const names = body.some(isLong) ? withoutShared(body.map(([name]) => name)) : body.map(([name]) => name);
  const short = [...rows.slice(0, heads), ...body.map(([, ...cells], i) => [names[i], ...cells])];
  return short.map((row) => (isLong(row) ? [`${row[0].slice(0, length - 1)}…`, ...row.slice(1)] : row));
}

/** Whether a row has a name alone, which may reach over the other columns. */
function isHeading(row: readonly string[]): boolean {
  return row.length > 1 && row.slice(1).every((text) => text === '');
}

function blockOf(rows: Rows, columns: readonly number[], widths: readonly number[]): string {
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column]);
  const line = (row: readonly string[]) => columns.map((column) => cell(row[column], column)).join(BETWEEN);
  return rows.map((row) => `${line(row).trimEnd()}\n`).join('');
}

/** The columns after the names, each with those that belong to it. */
function groupsOf(rows: Rows, heads: number, names: number): number[][] {
  const groups: number[][] = [];
  for (let column = names; column < rows[0].length; column++) {
    const belongs = heads > 0 && rows[0][column] === '' && groups.length > 0;
    if (belongs) groups.at(-1)!.push(column);
    else groups.push([column]);
  }
  return groups;
}

/** The columns of each table: the names, and as many groups as fit, at least one. */
function blocksOf(
  groups: readonly number[][],
  names: number,
  widths: readonly number[],
  width: number,
): number[][] {
  const key = [...widths.slice(0, names).keys()];
  const wide = (columns: readonly number[]) =>
    columns.reduce((sum, column) => sum + widths[column], BETWEEN.length * (columns.length - 1));
  const blocks = [key.slice()];
  for (const group of groups) {
    const last = blocks.at(-1)!;
    if (last.length === names || wide([...last, ...group]) <= width) last.push(...group);
    else blocks.push([...key, ...group]);
  }
  return blocks;
}
