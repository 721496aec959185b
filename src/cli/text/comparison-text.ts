import { markOf, marksInWords } from '../../analysis/compare/unranked.js';
import { steps } from '../../analysis/compare/amounts.js';
import { setting } from '../../analysis/compare/claims.js';
import type { Compared, Comparison } from '../../analysis/compare/comparison.js';
import { bestFirst } from '../../analysis/compare/findings/best-first.js';
import {
  findingSentences,
  type FindingSentences,
} from '../../analysis/compare/findings/finding-sentences.js';
import { findings } from '../../analysis/compare/findings/finding.js';
import { leadSentence } from '../../analysis/compare/findings/lead-sentence.js';
import { edgeSentence, tuningSentence } from '../../analysis/compare/findings/tuning-sentences.js';
import { fewSeedsSentence, nameOf } from '../../analysis/compare/findings/finding-words.js';
import { count } from '../../report/page/caption.js';
import { comparisonColumns } from './comparison-columns.js';
import { BETWEEN, columnWidth, fittingColumns, type Column } from './fitting-columns.js';
import { textTable } from './text-table.js';
import { wrapped } from './wrapped.js';

/** Widest column of names, unless there is more space. */
const NAME = 24;
/** Spaces before a line that belongs to the row above. */
const INDENT = 4;

/** A comparison as text of at most so many columns: the finding, a table for each bank and noise with the best scheme first, and how sure that is. */
export function comparisonText(comparison: Comparison, width: number): string {
  const rows = comparison.groups.map((group) => bestFirst(group, comparison));
  const columns = rows.map((own) => comparisonColumns(own, comparison));
  const nameWidth = widthOfNames(rows.flat(), width - BETWEEN - Math.max(...columns.map(([first]) => columnWidth(first))), width); // prettier-ignore
  const shown = fittingColumns(columns, width - nameWidth);
  const tables = comparison.groups.map((group, i) => [
    ...wrapped(`${setting(group)}; best first`, width),
    ...table(rows[i], nameWidth, shown[i], comparison, width),
  ]);
  const paragraphs = [
    wrapped(leadSentence(comparison), width),
    wrapped(head(comparison), width),
    ...tables,
    legend(rows.flat(), shown[0]).flatMap((line) => wrapped(line, width)),
    ['How sure that is, and what is cheaper'],
    ...findings(comparison).map((one) => findingLines(findingSentences(one, comparison), width)),
  ];
  return `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function findingLines({ answer, sureness, cheapest }: FindingSentences, width: number): string[] {
  const rest = [sureness, cheapest].filter((sentences) => sentences.length > 0);
  return [
    ...wrapped(answer.join(' '), width),
    ...rest.flatMap((sentences) => wrapped(sentences.join(' '), width, 2)),
  ];
}

function head(comparison: Comparison): string {
  const { environment, seeds, episodes } = comparison;
  const size = `${environment}: ${count(seeds, 'seed')} of ${count(episodes, 'episode')}, the same for every scheme.`;
  return [size, tuningSentence(comparison), fewSeedsSentence(comparison)].filter(Boolean).join(' ');
}

/** A table as lines, with notes below their rows. */
function table(rows: Compared[], nameWidth: number, columns: Column[], comparison: Comparison, width: number): string[] {
  const cells = rows.map((one, i) => [nameIn(nameWidth, one), ...columns.map((column) => column.cells[i])]);
  const header = ['scheme', ...columns.map(({ heading }) => heading)];
  const [top, ...body] = textTable([header, ...cells]).trimEnd().split('\n');
  const noted = rows.map((one) => notes(one, nameWidth, comparison).flatMap((note) => wrapped(note, width, INDENT)));
  return [top, ...body.flatMap((line, i) => [line, ...noted[i]])];
} // prettier-ignore

/** @param spare what the first column of numbers leaves */
function widthOfNames(rows: Compared[], spare: number, width: number): number {
  const longest = Math.max('scheme'.length, ...rows.map((one) => marked(one).length));
  return Math.max(1, Math.min(longest, spare, Math.max(NAME, Math.floor(width / 4))));
}

/** The name of a scheme with those of its equals if that is short, marked if it is not ranked. */
function marked(one: Compared): string {
  const whole = nameOf(one);
  return `${whole.length <= NAME ? whole : one.scheme}${markOf(one)}`;
}

function nameIn(width: number, one: Compared): string {
  const name = marked(one);
  return name.length <= width ? name : `${name.slice(0, width - 1)}…`;
}

/** What stands below a row: its equals, rare long runs, and best settings at the edge of the search. */
function notes(one: Compared, nameWidth: number, comparison: Comparison): string[] {
  const equals =
    one.sameAs.length > 0 && !nameIn(nameWidth, one).startsWith(nameOf(one)) && `= ${one.sameAs.join(' = ')}`;
  return [equals, longRunsNote(one, comparison), edgeSentence(one)].filter((note) => note !== false);
}

function longRunsNote({ longRuns }: Compared, { seeds }: Comparison): string | false {
  return longRuns !== null && `${longRuns.seeds} of ${seeds} seeds end above ${steps(longRuns.above)} steps`;
}

/** What the columns mean. */
function legend(rows: Compared[], columns: Column[] = []): string[] {
  return [
    'Brackets: 95 % intervals. Costs: means per seed of the whole run.',
    ...columns.flatMap(({ meaning }) => meaning ?? []),
    ...marksInWords(rows),
  ];
} // prettier-ignore
