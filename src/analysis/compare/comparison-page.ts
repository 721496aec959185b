import type { Experiment } from '../../experiment/experiment.js';
import type { Manifest } from '../../runs/manifest.js';
import { experimentIn } from '../../runs/run-directory.js';
import { count } from '../../report/page/caption.js';
import type { Figure } from '../../report/marks/figure.js';
import { figureSection, htmlPage } from '../../report/page/html-page.js';
import { escapeHtml, htmlTable } from '../../report/page/html.js';
import { provenanceList } from '../../report/tables/settings-table.js';
import { answers } from './answers.js';
import { IDEAL } from './candidates.js';
import { choiceTable } from './choice-table.js';
import { claims } from './claims.js';
import type { Comparison } from './comparison.js';
import { comparisonTable } from './comparison-table.js';
import { TOLERANCE } from './cost-to-reach.js';
import { LAST } from './learning.js';
import { type ComparisonPlan, costNames } from '../../experiment/comparison-plan.js';
import type { Condition } from '../../experiment/condition.js';
import { completeSettings, type Settings } from '../../core/setting.js';
import { catalogue } from '../../experiment/catalogue.js';
import { curvesFigure } from './figures/curves-figure.js';
import { finalStepsFigure } from './figures/final-steps-figure.js';
import { paretoFigure } from './figures/pareto-figure.js';

/** Wide tables need a wide page, and landscape on paper. */
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

/** A comparison as one self-contained HTML document: the answer, the best schemes, all schemes in figures and numbers, and the method. */
export function comparisonPage(comparison: Comparison, manifest: Manifest, drawn: Figure[]): string {
  const { environment, groups, seeds, episodes, ideal } = comparison;
  const schemes = groups[0].compared.length + (ideal ? 1 : 0);
  const heading = escapeHtml(`${environment}: ${count(schemes, 'scheme')} compared`);
  const size = `${count(seeds, 'seed')} of ${count(episodes, 'episode')} each, the same for every scheme`;
  const [first, ...others] = drawn.map(figureSection);
  return htmlPage(
    heading,
    `<p class="quiet">${size}. Brackets are 95 % intervals. Made with memloop ${escapeHtml(manifest.memloop)}.</p>
<h2>Which scheme to choose</h2>
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
<h2>Method</h2>
${method(comparison)}
<h2>Settings and provenance</h2>
${manifest.comparison ? schemeSettingsTable(manifest.comparison, experimentIn(manifest)) : ''}
${provenanceList(manifest)}`,
    STYLE,
  ); // prettier-ignore
}

function legend({ groups, ideal }: Comparison): string {
  const digital = groups.some(({ compared }) => compared.some((one) => one.digital));
  return [
    'Costs are means over seeds for the whole run; wear is the number of pulses on the most worn device. Differences are paired by seed. Bold differences are significant at 5 % after Holm’s correction for all comparisons of this page.',
    digital && '† acts on a digital copy of its weights. Its steps say nothing about devices, so it is not ranked.',
    ideal && 'ideal: ideal memory without noise. It learns with the learning rate and discount that the task sets for it, so its value function differs.',
  ].filter(Boolean).join(' ');
} // prettier-ignore

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The method of a comparison as HTML. */
function method({ reference, groups, episodes, recorded }: Comparison): string {
  const last = Math.min(LAST, episodes);
  const energy = groups.some(({ compared }) => compared.some(({ costs }) => costs.energy === null));
  return [
    `Final steps: the mean over the last ${last} episodes of each seed, then over seeds. An unfinished episode counts as the step limit.`,
    'Intervals of means: bias-corrected and accelerated bootstrap over seeds (Efron 1987), with 2000 resamples that all schemes share. They are widened for few seeds (Hesterberg 2015). Intervals of ratios are percentiles of the same resamples.',
    `Differences: each seed is compared with the same seed of ${escapeHtml(reference)}, with the same bank and noise. The p-value comes from 20,000 random sign flips, so it is at least 1 in 20,001 before correction. It is corrected for all comparisons of the run (Holm 1979).`,
    `A scheme catches up when its smoothed mean curve is at most ${TOLERANCE} times the final steps of ${escapeHtml(reference)}. We take the first of ${recorded.length} recorded episodes where this holds, and the ratio of the mean costs up to that episode. Each resample finds its own episode.`,
    `Steps with a budget: the mean over the last ${last} episodes before the budget is spent, seed by seed. If it is never spent, these are the last episodes of the run. A scheme that spends more before the first recorded episode has no number.`,
    'Costs: every pulse that is sent counts. A product costs one read for each device that it drives, and a reading by a scheme costs one read. Feedback reads a device back after its pulses, as in the hardware of the article. Open loop, mixed precision and Tiki-Taka do not. Preparation (zero shifting, Tiki-Taka) counts too.',
    'A differential pair and zero shifting hold weights of either sign. The other schemes hold weights from 0 to 1.',
    'A scheme is on the front if no other scheme is better in steps or cost without being worse in the other. Brackets: the share of resamples in which this holds.',
    energy && 'Energy is unknown if devices come without their pulse conditions, or if the run has no ledger.',
  ].filter(Boolean).map((sentence) => `<p>${String(sentence)}</p>`).join('\n');
} // prettier-ignore

const learning = ['learningRate', 'discount', 'temperature', 'threshold'] as const;

/** The settings of each scheme and of its learner, as an HTML table. */
function schemeSettingsTable({ entries }: ComparisonPlan, experiment: Experiment): string {
  const first = (scheme: string) => entries.findIndex((entry) => entry.scheme === scheme);
  const schemes = [...new Set(entries.map(({ scheme }) => scheme))];
  return htmlTable(
    'Settings of each scheme. The learner has the settings of the task, except with schemes that need small updates.',
    ['scheme', 'rule', 'pulses', 'own settings', ...learning],
    schemes.map((scheme) => {
      const condition = experiment.conditions[first(scheme)];
      const { settings } = entries[first(scheme)];
      const exact = scheme === IDEAL;
      return [
        escapeHtml(scheme),
        exact ? 'ideal memory' : condition.scheme,
        exact ? '–' : condition.pulses,
        own(condition, settings) || '–',
        ...learning.map((name) => String(condition[name] ?? experiment[name])),
      ];
    }),
  );
}

/** @param settings of a scheme that is not in the catalogue, because it is one of a plugin */
function own({ scheme, schemeSettings }: Condition, settings?: Settings): string {
  return Object.entries(settings ?? completeSettings(catalogue.schemes.get(scheme).settings, schemeSettings))
    .map(([name, value]) => escapeHtml(`${name} ${value}`))
    .join(', ');
}

/** The figures of a comparison: final steps, final steps against each known cost, and learning curves for each bank. */
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
