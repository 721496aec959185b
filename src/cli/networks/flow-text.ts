import { few } from '../../report/networks/flow-words.js';
import type { Lead } from '../../report/page/lead.js';
import type { FlowSummary } from '../../runs/networks/flow-summary.js';
import { textTable } from '../text/text-table.js';
import { wrapped } from '../text/wrapped.js';

/** More runs are left to the report. */
const MOST_ROWS = 20;

/** Ends of `memloop flow` as text of at most so many columns: the finding, then a row a run. */
export function flowText({ sentence, number, of }: Lead, { runs }: FlowSummary, width: number): string {
  const rows = runs.slice(0, MOST_ROWS).map((run) => {
    const last = run.finish ?? run;
    return [
      `${run.method}, seed ${run.seed}`,
      few(last.loss),
      last.kind,
      few(last.gradientMax),
      few(run.clock),
      few(last.weightNorm),
      String(run.gradients),
      String(run.hessians),
    ];
  });
  const head = ['run', 'loss', 'end', '‖∇‖∞', 'time or steps', '‖θ‖²/2P', 'gradients', 'Hessians'];
  const table = textTable([head, ...rows], { width, stacked: rows.length <= 4 }).trimEnd();
  const more = runs.length > MOST_ROWS ? [`The first ${MOST_ROWS} of ${runs.length} runs; summary.json has all.`] : [];
  const paragraphs = [wrapped(sentence, width), wrapped(`${number} ${of}`, width, 2), [table], more];
  return paragraphs.flatMap((lines) => (lines.length > 0 ? [`${lines.join('\n')}\n`] : [])).join('\n');
} // prettier-ignore
