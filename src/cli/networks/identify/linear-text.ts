import type { LinearAnswer } from '../../../report/networks/identify/linear-answer.js';
import { linearLead } from '../../../report/networks/identify/linear-lead.js';
import { linearRows } from '../../../report/networks/identify/linear-rows.js';
import { textTable } from '../../text/text-table.js';
import { wrapped } from '../../text/wrapped.js';

/** More inputs, and more outputs, are left to weights.csv. */
const [MOST_ROWS, MOST_COLUMNS] = [20, 9];

/** One layer as text of at most so many columns: the finding, then the matrix. */
export function linearText(answer: LinearAnswer, width: number): string {
  const { sentence, number, of } = linearLead(answer);
  const { head, rows } = linearRows(answer, MOST_ROWS);
  const { inputs, outputs } = answer.probes;
  const shown = [head, ...rows].map((row) => row.slice(0, 1 + MOST_COLUMNS));
  const left = [
    ...(inputs > MOST_ROWS ? [`the first ${MOST_ROWS} of ${inputs} inputs`] : []),
    ...(outputs > MOST_COLUMNS ? [`the first ${MOST_COLUMNS} of ${outputs} outputs`] : []),
  ];
  const more = left.length > 0 ? [`Shown: ${left.join(' and ')}; weights.csv has all.`] : [];
  const paragraphs = [
    wrapped(sentence, width),
    wrapped(`${number} ${of}`, width, 2),
    ...answer.remarks.map((remark) => wrapped(remark, width)),
    [textTable(shown, { width }).trimEnd()],
    more,
  ];
  return paragraphs.flatMap((lines) => (lines.length > 0 ? [`${lines.join('\n')}\n`] : [])).join('\n');
}
