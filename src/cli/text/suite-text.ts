import { wrapped } from './wrapped.js';
import { markOf, marksInWords } from '../../analysis/compare/unranked.js';
import { bestIn, rowsOf, suiteTable } from '../../analysis/suite/suite-table.js';
import { noiseInWords } from '../../experiment/noise-choice.js';
import type { SuiteFile } from '../../runs/suite-file.js';
import { textTable } from './text-table.js';

/** Characters of a line. */
const WIDTH = 80;

/** The result of a suite as text: for each part the best scheme under each noise, and a table with the half widths of the 95 % intervals. */
export function suiteText(file: SuiteFile): string {
  const { suite, parts } = file;
  const texts = parts.map((part) => {
    const table = suiteTable(part);
    const answers = table.noises.map((noise, column) => {
      const best = bestIn(table, column)!;
      const { value, interval } = best.steps;
      const ends = interval ? ` [${interval.map((end) => end.toFixed(2)).join(', ')}]` : '';
      return `  ${noiseInWords(noise)}: ${best.scheme}, ${value.toFixed(2)}${ends} steps`;
    });
    const rows = table.rows.map(({ scheme, entries, ...row }) => [
      `${scheme}${markOf(row)}`,
      ...entries.map((entry) => (entry ? withHalfWidth(entry.steps) : '–')),
    ]);
    return `${part.name}; fewest steps:\n${answers.join('\n')}\n\n${textTable([['steps ± 95 %', ...table.noises], ...rows])}`;
  });
  return `Suite ${suite}\n\n${texts.join('\n')}${marksInWords(rowsOf(file))
    .flatMap((line) => wrapped(line, WIDTH))
    .join('\n')}\n`;
}

function withHalfWidth({
  value,
  interval,
}: {
  value: number;
  interval: readonly [number, number] | null;
}): string {
  return interval
    ? `${value.toFixed(2)} ± ${((interval[1] - interval[0]) / 2).toFixed(2)}`
    : value.toFixed(2);
}
