/** What makes a spreadsheet take a cell for a formula, with the wide forms that some take for the same; behind apostrophes, so that no two texts give the same cell. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** A text as a cell of a CSV file: a leading apostrophe keeps a spreadsheet from taking it for a formula. */
export function csvText(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** A row of a CSV file. Numbers stay numbers; texts hold neither commas nor line breaks. */
export function csvRow(cells: readonly (string | number)[]): string {
  return cells.map((cell) => (typeof cell === 'string' ? csvText(cell) : cell)).join(',');
}
