// The results of the bench as text, and as a table of the documentation.

const LABELS = {
  white: 'white',
  pink: '1/f-like',
  readLike: 'read-like',
  accumulating: 'accumulating',
  height: 'telegraph height',
  lowDwell: 'lower dwell',
  highDwell: 'upper dwell',
};
const HEADER = [
  'kind',
  'part',
  'truth',
  'mean',
  'bias',
  'sd',
  'coverage',
  'with',
  'width',
  'advice right',
  's',
];

/** Rows of cells: one row for each part of each kind; advice and seconds stand in the first row of a kind. */
function rowsOf(judged) {
  return judged.flatMap(({ name, rows, right, refused, seconds }) =>
    rows.map((row, i) => [
      i === 0 ? name : '',
      LABELS[row.part],
      sized(row.part, row.truth),
      sized(row.part, row.mean),
      sized(row.part, row.bias),
      sized(row.part, row.deviation),
      share(row.coverage),
      share(row.withInterval),
      sized(row.part, row.width),
      i === 0 ? `${share(right)}${refused > 0 ? ` (${refused} refused)` : ''}` : '',
      i === 0 ? seconds.toFixed(2) : '',
    ]),
  );
}

/** The table as aligned text. */
export function textTable(judged) {
  const rows = [HEADER, ...rowsOf(judged)];
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join('  ');
  const wrong = judged.flatMap(({ name, expected, wrong }) =>
    Object.entries(wrong).map(([names, count]) => `${name}: expected ${expected}, ${count} × ${names}\n`),
  );
  return `${rows.map((row) => `${line(row).trimEnd()}\n`).join('')}\n${wrong.join('')}`;
}

/** The table as Markdown: a row for each kind, a column for each part. */
export function markdownTable(judged) {
  const parts = Object.keys(LABELS);
  const header = ['synthetic device', ...parts.map((part) => LABELS[part]), 'advice right'];
  const rows = judged.map(({ meaning, rows, right, refused }) => [
    meaning,
    ...parts.map((part) => cellOf(rows.find((row) => row.part === part))),
    `${share(right)}${refused > 0 ? ` (${refused} refused)` : ''}`,
  ]);
  const line = (cells) => `| ${cells.join(' | ')} |\n`;
  return [header, header.map((_, i) => (i === 0 ? '---' : '---:')), ...rows].map(line).join('');
}

/** Truth, bias ± standard deviation, and coverage of one part. */
function cellOf(row) {
  if (!row) return '';
  const { part, truth, bias, deviation, estimated, withInterval, coverage } = row;
  if (estimated === 0) return `${sized(part, truth)}: not found`;
  const found = estimated < 1 ? `, found ${share(estimated)}` : '';
  const held = withInterval > 0 && coverage !== undefined ? `, ${share(coverage)}` : '';
  return `${sized(part, truth)}: ${bias < 0 ? '' : '+'}${sized(part, bias)} ± ${sized(part, deviation)}${held}${found}`;
}

/** Percent of the window, or readings for dwells. */
function sized(part, value) {
  if (value === undefined || Number.isNaN(value)) return '–';
  const text = part.endsWith('Dwell')
    ? value.toPrecision(3)
    : (100 * value).toFixed(part === 'accumulating' ? 3 : 2);
  return text.replace('-', '−');
}

function share(value) {
  return value === undefined || Number.isNaN(value) ? '–' : `${Math.round(100 * value)} %`;
}
