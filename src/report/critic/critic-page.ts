import type { CriticPlan } from '../../experiment/critic/critic-plan.js';
import type { CriticSummary } from '../../runs/networks/critic-rows.js';
import { few } from '../networks/flow-words.js';
import type { Figure } from '../marks/figure.js';
import { paragraph } from '../page/caption.js';
import { figureSection, htmlPage } from '../page/html-page.js';
import { escapeHtml, htmlTable } from '../page/html.js';
import { leadSection } from '../page/lead.js';
import { criticCells, criticHead, criticLead, criticSentences } from './critic-words.js';

/** A critic beside its flow as one self-contained HTML document. */
export function criticPage(plan: CriticPlan, summary: CriticSummary, drawn: readonly Figure[]): string {
  const { conditions: rows } = summary;
  const cells = (row: readonly string[]) => row.map(escapeHtml);
  return htmlPage(
    escapeHtml(`Flow of the critic: ${plan.task}`),
    paragraph(
      `<p class="quiet">Made with memloop ${escapeHtml(summary.memloop)}.</p>`,
      leadSection(criticLead(plan, rows)),
      ...drawn.map((figure) => figureSection(figure, 'lead')),
      '<h2>Results</h2>',
      htmlTable('Where each condition ended: means over seeds with 95 % intervals. Distances are from the flow at the same time.', cells(criticHead), criticCells(rows).map(cells)),
      htmlTable('Weights at the end, state by state.', cells(['', ...summary.values.map((_, state) => `state ${state}`)]), weightRows(summary).map(cells)),
      '<h2>Method</h2>',
      `<ul>\n${criticSentences(plan).map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('\n')}\n</ul>`,
    ),
  );
} // prettier-ignore

function weightRows({ values, visits, flow, conditions }: CriticSummary): string[][] {
  const row = (name: string, numbers: readonly number[]) => [name, ...numbers.map(few)];
  return [
    row('visits', visits),
    row('value of the policy', values),
    row('flow', flow),
    ...conditions.map(({ condition, weights }) =>
      row(
        condition,
        weights.map(({ mean }) => mean),
      ),
    ),
  ];
}
