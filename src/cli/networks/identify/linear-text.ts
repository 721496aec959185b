import type { LinearAnswer } from '../../../report/networks/identify/linear-answer.js';
import { linearLead } from '../../../report/networks/identify/linear-lead.js';
import { linearRows } from '../../../report/networks/identify/linear-rows.js';
import { textTable } from '../../text/text-table.js';
import { wrapped } from '../../text/wrapped.js';

/** More inputs are left to weights.csv. */
const MOST_ROWS = 20;

/** One layer as text of at most so many columns: the finding, then the matrix. */
export function linearText(answer: LinearAnswer, width: number): string {
  const { sentence, number, of } = linearLead(answer);
  const { head, rows } = linearRows(answer, MOST_ROWS);
  const { inputs } = answer.probes;
  const more = inputs > MOST_ROWS ? [`The first ${MOST_ROWS} of ${inputs} inputs; weights.csv has all.`] : [];
  const paragraphs = [
    wrapped(sentence, width),
    wrapped(`${number} ${of}`, width, 2),
    ...answer.remarks.map((remark) => wrapped(remark, width)),
    [textTable([head, ...rows], { width }).trimEnd()],
    more,
  ];
  return paragraphs.flatMap((lines) => (lines.length > 0 ? [`${lines.join('\n')}\n`] : [])).join('\n');
}
