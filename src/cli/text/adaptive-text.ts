import { steps } from '../../analysis/compare/amounts.js';
import type { AdaptiveResult } from '../../analysis/adaptive/adaptive-result.js';
import {
  findingOf,
  intervalOf,
  skippedSentences,
  tableOrder,
  unrankedSentence,
} from '../../analysis/adaptive/adaptive-words.js';
import { count } from '../../report/page/caption.js';
import { textTable } from './text-table.js';
import { wrapped } from './wrapped.js';

/** Most combinations that are printed; the others are in combinations.csv. */
const PRINTED = 40;

/** An adaptive sweep as text of at most so many columns: the finding, what was skipped, and a row a combination. */
export function adaptiveText(result: AdaptiveResult, width: number): string {
  const { environment, last } = result;
  const rows = tableOrder(result);
  const about = `${environment}: steps per episode over the last ${count(last, 'episode')}. Brackets: 95 % intervals. ${unrankedSentence(result)}`.trim();
  const cells = rows.slice(0, PRINTED).map((one) => [one.name, String(one.seeds), steps(one.steps.value), intervalOf(one), one.state]);
  const table = textTable([['combination', 'seeds', 'steps', '', 'state'], ...cells], { width });
  const more = rows.length - PRINTED;
  const paragraphs = [
    wrapped(findingOf(result), width),
    wrapped(skippedSentences(result).join(' '), width),
    wrapped(about, width),
    [table.trimEnd(), ...(more > 0 ? [`${count(more, 'more combination')}: see combinations.csv`] : [])],
  ];
  return paragraphs.map((lines) => `${lines.join('\n')}\n`).join('\n');
} // prettier-ignore
