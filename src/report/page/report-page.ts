import type { Manifest } from '../../runs/manifest.js';
import type { Summary, ConditionSummary, Spread } from '../../runs/summary.js';
import { boardSection } from '../tables/board-section.js';
import { count, paragraph, unfinishedEpisodes } from './caption.js';
import { conditionTable, sweepTable } from '../tables/condition-table.js';
import { figureSection, htmlPage } from './html-page.js';
import { figures, MAXIMUM_CONDITIONS } from './figures.js';
import { hasCritic, headsOf, mainColumns } from './heads.js';
import { escapeHtml, conditionName, htmlTable } from './html.js';
import { leadSection } from './lead.js';
import { runLead } from './run-lead.js';
import { ledgerTable } from '../tables/ledger-table.js';
import { warningsIn } from './warnings-in.js';
import { choicesTable, provenanceList } from '../tables/settings-table.js';

/** A run as one self-contained HTML document: results, figures, and what is needed to repeat the run. @param lead what it opens with */
export function reportPage(
  summary: Summary,
  manifest: Manifest,
  drawn = figures(summary, manifest.sweep),
  lead = runLead(summary, manifest.sweep),
): string {
  const { environment, conditions, seeds, episodes } = summary;
  const { sweep } = manifest;
  const compared = sweep
    ? Object.keys(sweep.settings).join(' × ')
    : conditions.length > 4
      ? count(conditions.length, 'condition')
      : conditions.map(({ name }) => name).join(', ');
  const heading = escapeHtml(`${environment}: ${compared}`);
  const [first, ...others] = drawn;
  const size = `${count(conditions.length, 'condition')}, ${count(seeds, 'seed')} of ${count(episodes, 'episode')} each`;
  return htmlPage(
    heading,
    `<p class="quiet">${size}. Made with memloop ${escapeHtml(manifest.memloop)}.</p>
${leadSection(lead)}
${first ? figureSection(first, 'lead') : ''}
<h2>Results</h2>
${sweep ? sweepTable(summary, sweep) : conditionTable(summary)}
<p>${unfinished(summary, manifest)}</p>
${boardSection(summary)}${others.map((figure) => figureSection(figure)).join('\n')}
${sweep && conditions.length > MAXIMUM_CONDITIONS ? '' : ledger(summary) + weights(summary)}
<h2>Settings and provenance</h2>
${choicesTable(summary, manifest)}
${provenanceList(manifest)}`,
  );
}

function ledger(summary: Summary): string {
  return `<h2>Ledger</h2>\n${ledgerTable(summary)}\n`;
}

function weights(summary: Summary): string {
  const table = weightTable(summary);
  const heading = hasCritic(summary.conditions[0]) ? 'Critic weights' : 'Action values';
  return `<h2>${heading} at the end</h2>\n${summary.grid ? folded('Every weight as a number', table) : table}`;
}

function unfinished(summary: Summary, manifest: Manifest): string {
  const limit = manifest.experiment['stepLimit'];
  const steps = typeof limit === 'number' ? ` (${count(limit, 'step')})` : '';
  return paragraph(
    unfinishedEpisodes(summary, steps),
    summary.task?.published && 'The published program counts it as 0.',
    ...warningsIn(manifest),
  );
}

/** HTML that is too long to show at once: it opens with a click and is not printed. */
function folded(words: string, html: string): string {
  return `<details><summary>${words}</summary>\n${html}\n</details>`;
}

/** Critic weights or action values at the end as an HTML table: one row per weight, one column per condition, and one more for each digital copy. */
function weightTable(summary: Summary): string {
  const { conditions, seeds } = summary;
  const columns = conditions.flatMap(weightColumns);
  const shown = columns[0].heads;
  const names = headsOf(summary).map(({ name }) => name);
  return htmlTable(
    seeds > 1 ? 'Mean ± standard deviation over seeds.' : 'One seed.',
    ['weight', ...columns.map(({ heading }) => heading)],
    shown[0].mean.flatMap((_, cell) =>
      shown.map((_, head) => [
        hasCritic(conditions[0]) ? `w${cell}` : `cell ${cell}: ${names[head]}`,
        ...columns.map(({ heads }) => weight(heads[head], cell, seeds)),
      ]),
    ),
  );
}

function weightColumns(condition: ConditionSummary): { heading: string; heads: Spread<number[]>[] }[] {
  const { believed } = condition;
  const heading = conditionName(condition.name);
  const heads = mainColumns(condition);
  if (!believed) return [{ heading, heads }];
  return [
    { heading: `${heading}: devices`, heads },
    { heading: `${heading}: digital copy`, heads: mainColumns(believed) },
  ];
}

function weight({ mean, standardDeviation }: Spread<number[]>, state: number, seeds: number): string {
  const value = mean[state].toFixed(3);
  return seeds > 1 ? `${value} ± ${standardDeviation[state].toFixed(3)}` : value;
}
