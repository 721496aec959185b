import type { NetworkAnswer } from '../../../report/networks/identify/network-answer.js';
import { networkLead } from '../../../report/networks/identify/network-lead.js';
import { networkRows, outputWords } from '../../../report/networks/identify/network-rows.js';
import { textTable } from '../../text/text-table.js';
import { wrapped } from '../../text/wrapped.js';

/** More neurons are left to weights.csv. */
const MOST_ROWS = 20;

/** Two layers as text of at most so many columns: the finding, then the neurons. */
export function networkText(answer: NetworkAnswer, width: number): string {
  const { sentence, number, of } = networkLead(answer);
  const { head, rows } = networkRows(answer, MOST_ROWS);
  const { length } = answer.hidden;
  const more =
    length > MOST_ROWS ? [`The first ${MOST_ROWS} of ${length} neurons; weights.csv has all.`] : [];
  const table = textTable([head, ...rows], { width }).trimEnd();
  const paragraphs = [
    wrapped(sentence, width),
    wrapped(`${number} ${of}`, width, 2),
    [table],
    wrapped(outputWords(answer), width),
    more,
  ];
  return paragraphs.flatMap((lines) => (lines.length > 0 ? [`${lines.join('\n')}\n`] : [])).join('\n');
}
