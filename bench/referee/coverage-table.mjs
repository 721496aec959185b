// The results of the bench as text, and as a table of the documentation.
const SIZES = (results) => [...new Set(results.map(({ size }) => size))];

/** The table as Markdown: a row a case, a column a number of seeds. */
export function markdownTable(results) {
  const sizes = SIZES(results);
  const header = ['', 'truth', ...sizes.map((size) => `${size} seeds`)];
  const line = (cells) => `| ${cells.join(' | ')} |\n`;
  const rule = header.map((_, i) => (i === 0 ? '---' : '---:'));
  return [line(header), line(rule), ...rows(results).map(line)].join('');
}

/** The table as aligned text. */
export function textTable(results) {
  const all = [['', 'truth', ...SIZES(results).map((size) => `${size} seeds`)], ...rows(results)];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const padded = (cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]));
  return all.map((row) => `${row.map(padded).join('  ').trimEnd()}\n`).join('');
}

function rows(results) {
  const sizes = SIZES(results);
  const names = [...new Set(results.map(({ name }) => name))];
  return names.map((name) => {
    const own = results.filter((one) => one.name === name);
    const { group, truth } = own[0];
    return [`${group}: ${name}`, truth.toPrecision(3), ...sizes.map((size) => cell(own.find((one) => one.size === size)))];
  });
} // prettier-ignore

/** Coverage with the shares of intervals below and above the truth; of a family, the share of comparisons that find something. */
function cell({ group, below, holds, above, none }) {
  const count = below + holds + above;
  const share = (number) => (100 * number) / count;
  if (group.startsWith('any')) return `${share(above).toFixed(1)} %`;
  const missing = none > 0 ? `, none in ${none}` : '';
  return `${share(holds).toFixed(1)} % (${share(below).toFixed(1)}, ${share(above).toFixed(1)})${missing}`;
}
