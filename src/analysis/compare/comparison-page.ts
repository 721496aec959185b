import { parseExperiment, type Experiment } from '../../experiment/experiment.js';
import type { Manifest } from '../../runs/manifest.js';
import { count } from '../../report/page/caption.js';
import type { Figure } from '../../report/marks/figure.js';
import { figureSection, htmlPage } from '../../report/page/html-page.js';
import { escapeHtml, htmlTable } from '../../report/page/html.js';
import { provenanceList } from '../../report/tables/settings-table.js';
import { answers } from './answers.js';
import { choiceTable } from './choice-table.js';
import { claims } from './claims.js';
import type { Comparison } from './comparison.js';
import { comparisonTable } from './comparison-table.js';
import { TOLERANCE } from './cost-to-reach.js';
import { LAST } from './learning.js';
import { type ComparisonPlan, costNames } from '../../experiment/comparison-plan.js';
import type { Condition } from '../../experiment/condition.js';
import { completeSettings } from '../../experiment/scheme-settings.js';
import { curvesFigure } from './figures/curves-figure.js';
import { finalStepsFigure } from './figures/final-steps-figure.js';
import { paretoFigure } from './figures/pareto-figure.js';

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

/** How a comparison's numbers came about, as HTML. */
function method({ reference, groups, episodes, recorded }: Comparison): string {
  const last = Math.min(LAST, episodes);
  const energy = groups.some(({ compared }) => compared.some(({ costs }) => costs.energy === null));
  return [
    `Steps in the end: mean over the last ${last} episodes of each seed, then over seeds; an unfinished episode counts as the step limit.`,
    'Intervals of means: bias-corrected and accelerated bootstrap over seeds (Efron 1987), 2000 resamples that all schemes share, widened for few seeds (Hesterberg 2015). Intervals of ratios: percentiles of the same resamples.',
    `Differences: of the same seed under ${escapeHtml(reference)}, in the same bank with the same noise; p by 20,000 random sign flips (so never below 1 in 20,001 before correction), corrected over all comparisons of the run (Holm 1979).`,
    `The same steps: the first recorded episode (of ${recorded.length}) at which a scheme’s smoothed mean curve is at or below ${TOLERANCE} of the final steps of ${escapeHtml(reference)}; the ratio is that of the mean costs until then, and each resample finds its own episode.`,
    `With a budget: mean over the last ${last} episodes that it lasts for, seed by seed; over the end of the run where it is never spent. A scheme that spends more before the first recorded episode has no number.`,
    'Costs: pulses as they are sent; a read for each device that a product drives, and one for each reading that a scheme asks for: feedback reads a device back after its pulses, as the article’s hardware does; open loop, mixed precision and Tiki-Taka do not. Preparation (zero shifting, Tiki-Taka) is charged.',
    'A differential pair and zero shifting hold weights of either sign, the others from 0 to 1.',
    'On the front: no other scheme has fewer steps at no higher cost; in brackets, in how many of the resamples.',
    energy && 'Energy is unknown where devices come without their pulse conditions, or a run without its ledger.',
  ].filter(Boolean).map((sentence) => `<p>${String(sentence)}</p>`).join('\n');
} // prettier-ignore

const learning = ['learningRate', 'discount', 'temperature', 'threshold'] as const;

/** What each scheme of a comparison is set to, as an HTML table: all of its own settings, and what it learns with. */
function schemeSettingsTable({ entries }: ComparisonPlan, experiment: Experiment): string {
  const first = (scheme: string) => entries.findIndex((entry) => entry.scheme === scheme);
  const schemes = [...new Set(entries.map(({ scheme }) => scheme))];
  return htmlTable(
    'What each scheme is set to. Settings of the learner are those of the task, unless a scheme lives on small wishes.',
    ['scheme', 'rule', 'pulses', 'its settings', ...learning],
    schemes.map((scheme) => {
      const condition = experiment.conditions[first(scheme)];
      return [
        escapeHtml(scheme),
        condition.bank === 'ideal' ? 'exact memories' : condition.scheme,
        condition.bank === 'ideal' ? '–' : condition.pulses,
        own(condition) || '–',
        ...learning.map((name) => String(condition[name] ?? experiment[name])),
      ];
    }),
  );
}

function own({ scheme, schemeSettings }: Condition): string {
  return Object.entries(completeSettings(scheme, schemeSettings))
    .map(([name, value]) => escapeHtml(`${name} ${value}`))
    .join(', ');
}

/** The figures of a comparison: steps in the end, performance against each cost that is known, and learning curves bank by bank. */
export function comparisonFigures(comparison: Comparison): Figure[] {
  const { groups } = comparison;
  const banks = [...new Set(groups.map(({ bank }) => bank))];
  const known = costNames.filter((cost) =>
    groups.every(({ compared }) => compared.every((one) => one.costs[cost] !== null)),
  );
  return [
    finalStepsFigure(comparison),
    ...known.map((cost) => paretoFigure(comparison, cost)),
    ...banks.map((bank) => curvesFigure(comparison, bank)),
  ];
}
