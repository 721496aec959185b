import { count } from '../../report/page/caption.js';
import type { Figure } from '../../report/marks/figure.js';
import { figureSection, htmlPage } from '../../report/page/html-page.js';
import { conditionName, escapeHtml, htmlTable } from '../../report/page/html.js';
import { leadSection } from '../../report/page/lead.js';
import { warningParagraph } from '../../report/page/warnings-in.js';
import { provenanceList } from '../../report/tables/settings-table.js';
import type { Manifest } from '../../runs/manifest.js';
import { steps } from '../compare/amounts.js';
import type { AdaptiveResult } from './adaptive-result.js';
import {
  endingOf,
  findingOf,
  intervalOf,
  skippedSentences,
  tableOrder,
  unrankedSentence,
} from './adaptive-words.js';

/** An adaptive sweep as one self-contained HTML document: the finding, its figure, what was skipped, and every combination. */
export function adaptivePage(result: AdaptiveResult, manifest: Manifest, figure: Figure): string {
  const { environment, episodes, best, combinations, last, seeds, until } = result;
  const found = combinations.find(({ name }) => name === best)!;
  const number = { number: steps(found.steps.value), interval: intervalOf(found), of: `steps per episode of ${best}, last ${count(last, 'episode')}` };
  const size = `${count(combinations.length, 'combination')}, at most ${count(seeds, 'seed')} of ${count(episodes, 'episode')} each`;
  const whole = 'left' in until ? '<p>The combinations that are left have <a href="results/report.html">a report of their own</a>, with all their seeds.</p>\n' : '';
  return htmlPage(
    escapeHtml(`${environment}: ${Object.keys(manifest.sweep?.settings ?? {}).join(' × ')}`),
    `<p class="quiet">${size}. Made with memloop ${escapeHtml(manifest.memloop)}.</p>
${warningParagraph(manifest)}${leadSection({ sentence: findingOf(result), ...number })}
<p>${escapeHtml(skippedSentences(result).join(' '))}</p>
${whole}${figureSection(figure, 'lead')}
<h2>Rounds</h2>
${roundTable(result)}
<h2>Every combination</h2>
${combinationTable(result)}
<h2>Method</h2>
${method(result).map((sentence) => `<p>${sentence}</p>`).join('\n')}
<h2>Settings and provenance</h2>
${provenanceList(manifest)}`,
  );
} // prettier-ignore

function roundTable({ rounds }: AdaptiveResult): string {
  const cells = rounds.map(({ combinations, seeds }, i) => [
    `round ${i + 1}`,
    String(combinations),
    String(seeds),
  ]);
  return htmlTable(
    'All combinations of a round had the same seeds.',
    ['', 'combinations', 'seeds of each, after it'],
    cells,
  );
}

function combinationTable(result: AdaptiveResult): string {
  const cells = tableOrder(result).map((one) => [
    conditionName(one.name),
    String(one.seeds),
    steps(one.steps.value),
    intervalOf(one),
    endingOf(one),
  ]);
  const caption =
    `Steps per episode over the last ${count(result.last, 'episode')}, the best first. Brackets: 95 % intervals. ${unrankedSentence(result)}`.trim();
  return htmlTable(caption, ['combination', 'seeds', 'steps', '', 'state'], cells);
}

function method({ until }: AdaptiveResult): string[] {
  const rule =
    'left' in until
      ? 'Successive halving (Jamieson and Talwalkar, AISTATS 2016): after each round the worse half of the combinations, by mean final steps over all their seeds, is dropped. Rounds double the seeds. The interval of the best is of the seeds that chose it, so among many equal combinations it is often too low. For a number to publish, run the best alone with new seeds.'
      : 'A combination stops after the first round in which both ends of its 95 % interval are near enough to its mean. Rounds double the seeds. An interval that decides when to stop held the true mean in 93 to 98 % of cases with read or pulse noise, and in 89 to 95 % with write noise, where the sweep may stop before the first long run.';
  return [
    rule,
    'Intervals of means: Student’s, or the studentised bootstrap over seeds where that reaches further (Hall 1988). The best and the second are compared seed by seed: sign flips (Fisher 1935), or the studentised bootstrap where its p-value is larger.',
  ];
}
