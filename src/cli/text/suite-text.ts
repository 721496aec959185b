import { wrapped } from './wrapped.js';
import { steps, withInterval } from '../../analysis/compare/amounts.js';
import { markOf, marksInWords } from '../../analysis/compare/unranked.js';
import { bestIn, rowsOf, suiteTable } from '../../analysis/suite/suite-table.js';
import type { IntervalEstimate } from '../../analysis/statistics/interval-estimate.js';
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
      return `  ${noiseInWords(noise)}: ${best.scheme}, ${withInterval(best.steps, steps)} steps`;
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

/** A mean with the half width of its interval; a half width below the last digit is said as such. */
function withHalfWidth({ value, interval }: IntervalEstimate): string {
  if (!interval) return steps(value);
  const half = (interval[1] - interval[0]) / 2;
  return `${steps(value)} ± ${half > 0 && half < 0.01 ? '<0.01' : steps(half)}`;
}
