import { parseExperiment } from '../../experiment/experiment.js';
import type { Manifest } from '../../runs/manifest.js';
import { count } from '../../report/page/caption.js';
import type { Figure } from '../../report/marks/figure.js';
import { figureSection } from '../../report/tables/figure-section.js';
import { escapeHtml } from '../../report/page/html.js';
import { htmlPage } from '../../report/page/html-page.js';
import { provenanceList } from '../../report/tables/settings-table.js';
import { answers } from './answers.js';
import { choiceTable } from './choice-table.js';
import { claims } from './claims.js';
import type { Comparison } from './comparison.js';
import { comparisonTable } from './comparison-table.js';
import { method } from './method.js';
import { schemeSettingsTable } from './scheme-settings-table.js';

/** Wide tables need a wide page, and on paper one that lies. */
const STYLE = `body { max-width: 66rem; }
.table table { font-size: .8rem; }
th, td { padding: .25rem .45rem; }
small { color: var(--quiet); font-size: .75rem; }
.answer li { margin: .4rem 0; }
.table tbody th { white-space: nowrap; }
.choice td { white-space: normal; min-width: 7.5rem; }
figure svg { width: 54rem; }
thead th { max-width: 7rem; }
@page { size: A4 landscape; margin: 14mm; }
@media print { .table table { font-size: 7pt; } table { break-inside: auto; } tr { break-inside: avoid; } small { font-size: 6pt; }
  figure svg { width: auto; max-height: 150mm; } figure { margin: 1rem 0; } }`;

/** A comparison as one HTML document: the answer, the choice by every budget, every scheme in pictures and numbers, and how it was worked out. It loads nothing and runs nothing. */
export function comparisonPage(comparison: Comparison, manifest: Manifest, drawn: Figure[]): string {
  const { environment, groups, seeds, episodes, ideal } = comparison;
  const schemes = groups[0].compared.length + (ideal ? 1 : 0);
  const heading = escapeHtml(`${environment}: ${count(schemes, 'scheme')} compared`);
  const size = `${count(seeds, 'seed')} of ${count(episodes, 'episode')} each, the same for every scheme`;
  const [first, ...others] = drawn.map(figureSection);
  return htmlPage(
    heading,
    `<p class="quiet">${size}; brackets are 95 % intervals; memloop ${escapeHtml(manifest.memloop)}.</p>
<h2>Which scheme</h2>
<ul class="answer">
${answers(comparison).map(({ setting, sentence }) => `<li><strong>${escapeHtml(capital(setting))}:</strong> ${escapeHtml(sentence)}</li>`).join('\n')}
</ul>
<div class="choice">${choiceTable(comparison)}</div>
${first}
<h2>Every scheme in numbers</h2>
<p>${legend(comparison)}</p>
${groups.map((group) => comparisonTable(group, comparison)).join('\n')}
<h2>Performance against cost, and over time</h2>
${others.join('\n')}
<details><summary>Every comparison as a sentence</summary>
<ul>
${claims(comparison).map((claim) => `<li>${escapeHtml(claim)}</li>`).join('\n')}
</ul>
</details>
<h2>How this was worked out</h2>
${method(comparison)}
<h2>Settings and provenance</h2>
${manifest.comparison ? schemeSettingsTable(manifest.comparison, parseExperiment(manifest.experiment)) : ''}
${provenanceList(manifest)}`,
    STYLE,
  ); // prettier-ignore
}

function legend({ groups, ideal }: Comparison): string {
  const digital = groups.some(({ compared }) => compared.some((one) => one.digital));
  return [
    'Costs are those of the whole run, means over seeds; wear is the number of pulses on the most worn device. Differences are paired by seed; those in bold are shown at 5 % after Holm’s correction over all comparisons of this page.',
    digital && '† acts on weights that it keeps digitally: its steps say nothing about devices, and it is not ranked.',
    ideal && 'ideal: exact memories without noise, with the learning rate and discount that the task sets for them, and so with a value function of their own.',
  ].filter(Boolean).join(' ');
} // prettier-ignore

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
