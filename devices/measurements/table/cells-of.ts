/** What stands between cells: one character, or runs of blanks. */
export type Separator = ',' | ';' | '\t' | '|' | ' ';

/** Separators that files may have, those first that no number holds. */
export const SEPARATORS: readonly Separator[] = ['\t', ';', '|', ',', ' '];

/** The cells of a line, trimmed; a cell in quotes may hold separators, and a doubled quote in it is one. */
export function cellsOf(text: string, separator: Separator): string[] {
  const line = separator === ' ' ? text.trim() : text;
  if (!line.includes('"')) return split(line, separator);
  const cells: string[] = [''];
  for (const [, quoted, between, other] of line.matchAll(pieces(separator))) {
    if (between !== undefined) cells.push('');
    else cells[cells.length - 1] += quoted === undefined ? other : quoted.replaceAll('""', '"');
  }
  return cells.map((cell) => cell.trim());
}

function split(line: string, separator: Separator): string[] {
  // A unit in brackets belongs to the name before it.
  if (separator === ' ') return line.replaceAll(/\s+(?=[([{])/g, '').split(/\s+/);
  return line.split(separator).map((cell) => cell.trim());
}

const PIECES = new Map<Separator, RegExp>();

/** Quoted text, a separator, or any other character. */
function pieces(separator: Separator): RegExp {
  const between = separator === ' ' ? String.raw`\s+` : `[${separator}]`;
  const found = PIECES.get(separator) ?? new RegExp(`"((?:[^"]|"")*)"|(${between})|(.)`, 'gsu');
  PIECES.set(separator, found);
  return found;
}
