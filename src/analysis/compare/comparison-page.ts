import type { Manifest } from '../../runs/manifest.js';
import { experimentIn } from '../../runs/run-directory.js';
import { count } from '../../report/page/caption.js';
import type { Figure } from '../../report/marks/figure.js';
import { figureSection, htmlPage } from '../../report/page/html-page.js';
import { escapeHtml } from '../../report/page/html.js';
import { warningParagraph } from '../../report/page/warnings-in.js';
import { provenanceList } from '../../report/tables/settings-table.js';
import { range, steps } from './amounts.js';
import { findings, taken, type Finding } from './findings/finding.js';
import { findingSentences } from './findings/finding-sentences.js';
import { correction, fewSeedsSentence, noiseOf } from './findings/finding-words.js';
import { title } from './findings/title.js';
import { tuningSentence } from './findings/tuning-sentences.js';
import { schemeSettingsTable } from './scheme-settings-table.js';
import { choiceTable } from './choice-table.js';
import { claims } from './claims.js';
import { schemeNames, type Comparison } from './comparison.js';
import { marksInWords } from './unranked.js';
import { comparisonTable } from './comparison-table.js';
import { TOLERANCE } from './cost-to-reach.js';
import { LAST } from './learning.js';
import { costNames } from '../../experiment/comparison-plan.js';
import { methodsParagraph } from './slide/methods-paragraph.js';
import { curvesFigure } from './figures/curves-figure.js';
import { finalStepsFigure } from './figures/final-steps-figure.js';
import { paretoFigure, paretoName } from './figures/pareto-figure.js';
import { stepsMeasures } from './figures/steps-measure.js';
import { schemeStyles } from './figures/scheme-styles.js';

/** Wide tables need a wide page, and landscape on paper. */
const STYLE = `body { max-width: 66rem; }
.findings { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1rem 2rem; margin: 1.25rem 0; }
.findings.four { grid-template-columns: repeat(auto-fit, minmax(24rem, 1fr)); }
.findings section { border-top: 2px solid var(--ink); padding-top: .4rem; font-size: .87rem; }
.findings p { margin: .3rem 0; }
.findings .take { font-size: 1.25rem; font-weight: 600; overflow-wrap: anywhere; line-height: 1.2; }
.findings .number { font-size: 1rem; }
.findings .number strong { font-size: 1.5rem; }
.table table { font-size: .8rem; }
th, td { padding: .25rem .45rem; }
small { color: var(--quiet); font-size: .75rem; }
.table tbody th { white-space: nowrap; }
.choice td { white-space: normal; min-width: 7.5rem; }
.choice :is(td, tbody th) { vertical-align: top; }
.choice td:nth-of-type(2) { white-space: nowrap; }
summary { cursor: pointer; }
.settings { display: inline-block; white-space: normal; min-width: 14rem; }
figure .drawing > svg { width: 54rem; }
thead th { max-width: 7rem; }
@page { size: A4 landscape; margin: 14mm; }
@media print { .table table { font-size: 7pt; } table { break-inside: auto; } tr { break-inside: avoid; } small { font-size: 6pt; }
  figure svg { width: auto; max-height: 150mm; } figure .panels { gap: 8px; } figure .panels svg { max-width: 32.5%; } figure[id^=pareto] .panels svg { max-width: 48.5%; } figure { margin: 1rem 0; }
  .findings { grid-template-columns: repeat(3, 1fr); } .findings section { font-size: 8.5pt; break-inside: avoid; } .settings { min-width: 0; } }`;

/** A comparison as one self-contained HTML document: the finding, its picture, the choice by criterion, all schemes in numbers and figures, and the method. */
export function comparisonPage(comparison: Comparison, manifest: Manifest, drawn: Figure[]): string {
  const { groups, seeds, episodes } = comparison;
  const size = `${count(schemeNames(groups).length, 'scheme')}, ${count(seeds, 'seed')} of ${count(episodes, 'episode')} each, the same for every scheme`;
  const [first, ...others] = drawn;
  const found = findings(comparison);
  const main = others.filter(({ name }) => !isFolded(name, comparison));
  return htmlPage(
    escapeHtml(title(comparison)),
    `<p class="quiet">${size}. Made with memloop ${escapeHtml(manifest.memloop)}.</p>
${warningParagraph(manifest)}<div class="findings${groups.length === 4 ? ' four' : ''}">
${found.map((one) => findingSection(one, comparison)).join('\n')}
</div>
${figureSection(first, 'lead')}
<h2>How sure that is, and what is cheaper</h2>
<p>Brackets are 95 % intervals. ${escapeHtml(tuningSentence(comparison))} ${fewSeedsSentence(comparison)}</p>
<div class="findings${groups.length === 4 ? ' four' : ''}">
${found.map((one) => surenessSection(one, comparison)).join('\n')}
</div>
<h2>Which scheme to choose</h2>
<div class="choice">${choiceTable(comparison)}</div>
<h2>Performance against cost, and over time</h2>
${main.map((figure) => figureSection(figure)).join('\n')}
<details><summary>Final steps against the other costs</summary>
${others.filter((figure) => !main.includes(figure)).map((figure) => figureSection(figure)).join('\n')}
</details>
<h2>Every scheme in numbers</h2>
<p>${legend(comparison)}</p>
${groups.map((group) => comparisonTable(group, comparison)).join('\n')}
<details><summary>Every comparison as a sentence</summary>
<ul>
${claims(comparison).map((claim) => `<li>${escapeHtml(claim)}</li>`).join('\n')}
</ul>
</details>
<h2>Method</h2>
<p>For a paper: “${escapeHtml(methodsParagraph(comparison, manifest.memloop))}”</p>
${method(comparison)}
<h2>Settings and provenance</h2>
${manifest.comparison ? schemeSettingsTable(manifest.comparison, experimentIn(manifest)) : ''}
${provenanceList(manifest)}`,
    STYLE,
  ); // prettier-ignore
}

/** Whether a figure shows a cost that does not matter most. */
function isFolded(name: string, { budget }: Comparison): boolean {
  return costNames.some((cost) => cost !== budget.cost && name === paretoName(cost));
}

/** A finding as HTML: the scheme to take, its number, and the sentences. */
function findingSection(finding: Finding, comparison: Comparison): string {
  const { group, only, atBudget } = finding;
  const { brief, answer } = findingSentences(finding, comparison);
  const one = taken(finding);
  const number = atBudget?.budget?.steps ?? one.final;
  const bare = only || (comparison.budget.value !== undefined && !atBudget);
  const start = bare ? '' : `<p class="quiet">With ${escapeHtml(noiseOf(group, comparison))} take</p>
<p class="take">${escapeHtml(one.scheme)}</p>
<p class="number"><strong>${steps(number.value)}</strong> ${number.interval ? range(number.interval, steps) : ''} steps</p>`;
  return `<section>${start}
${paragraphs([bare ? answer : brief.slice(0, 1)])}
</section>`;
} // prettier-ignore

/** What else a finding says, as HTML: ties, how sure it is, and what is cheaper. */
function surenessSection(finding: Finding, comparison: Comparison): string {
  const { brief, sureness, cheapest } = findingSentences(finding, comparison);
  return `<section><p class="quiet">${escapeHtml(noiseOf(finding.group, comparison))}</p>
${paragraphs([brief.slice(1), sureness, cheapest])}
</section>`;
}

function paragraphs(all: string[][]): string {
  return all
    .filter((sentences) => sentences.length > 0)
    .map((sentences) => `<p>${escapeHtml(sentences.join(' '))}</p>`)
    .join('\n');
}

function legend(comparison: Comparison): string {
  const { groups, ideal } = comparison;
  return [
    `Costs are means over seeds for the whole run; wear is the number of pulses on the most worn device. Differences are paired by seed. Bold differences are significant at 5 %: their p-values are ${correction(comparison)}. “Behind the best” is paired too: where its interval includes 0, the scheme cannot be told apart from the best.`,
    ...marksInWords(groups.flatMap(({ compared }) => compared)),
    ideal && 'ideal: ideal memory without noise. It learns with the learning rate and discount that the task sets for it, so its value function differs.',
  ].filter(Boolean).join(' ');
} // prettier-ignore

/** The method of a comparison as HTML. */
function method({ reference, groups, episodes, recorded }: Comparison): string {
  const last = Math.min(LAST, episodes);
  const energy = groups.some(({ compared }) => compared.some(({ costs }) => costs.energy === null));
  return [
    `Final steps: the mean over the last ${last} episodes of each seed, then over seeds. An unfinished episode counts as the step limit.`,
    'Intervals of means: Student’s, or the studentised bootstrap over seeds where that reaches further (Hall 1988), with 2000 resamples that all schemes share. Intervals of ratios are percentiles of the same resamples, with and without a correction for bias (Efron 1981), whichever reaches further.',
    `Differences: each seed is compared with the same seed of ${escapeHtml(reference)}, with the same bank and noise. The interval comes from 20,000 random sign flips (Fisher 1935, Hartigan 1969), or from the studentised bootstrap where that reaches further. The p-value is the larger of the same two, and at least 1 in 20,001. It is corrected for all comparisons of the run (Holm 1979); schemes that do exactly the same do not count.`,
    `A scheme catches up when its smoothed mean curve is at most ${TOLERANCE} times the final steps of ${escapeHtml(reference)}. Curve and cost are straight lines between ${recorded.length} recorded episodes. Early on, the curve is smoothed over at most a quarter of the episodes so far. Each resample finds its own place.`,
    `Steps with a budget: the mean over the last quarter of the episodes that the budget pays, at most ${last}, seed by seed. The budget may end between two recorded episodes. If it is never spent, it pays the whole run. A seed that cannot pay its first episode has the steps of that one.`,
    'Costs: every pulse that is sent counts. A product costs one read for each device that it drives, and a reading by a scheme costs one read. Feedback reads a device back after its pulses, as in the hardware of the article. Open loop, mixed precision and Tiki-Taka do not. Preparation (zero shifting, Tiki-Taka) counts too.',
    'A differential pair and zero shifting hold weights of either sign. The other schemes hold weights from 0 to 1.',
    'A scheme is on the front if no other scheme is better in steps or cost without being worse in the other. Percentages: how often this would hold if the seeds were drawn again, by resampling them.',
    'A scheme cannot be told apart from the best if the interval of their paired difference includes 0. Of those, the one to take is the best, or the clearly cheapest within 10 % of its steps. One scheme is clearly cheaper than another if the intervals of their costs do not overlap.',
    energy && 'Energy is unknown if devices come without their pulse conditions, or if the run has no ledger.',
  ].filter(Boolean).map((sentence) => `<p>${String(sentence)}</p>`).join('\n');
} // prettier-ignore

/** The figures of a comparison: final steps, final steps against each known cost, and learning curves for each bank. @param rules the name of the scheme's kind for each condition */
export function comparisonFigures(comparison: Comparison, rules: readonly string[] = []): Figure[] {
  const { groups } = comparison;
  const styles = schemeStyles(comparison, rules);
  const banks = [...new Set(groups.map(({ bank }) => bank))];
  const known = costNames.filter((cost) =>
    groups.every(({ compared }) => compared.every((one) => one.costs[cost] !== null)),
  );
  return [
    ...stepsMeasures(comparison.budget).map((measure) => finalStepsFigure(comparison, styles, measure)),
    ...known.map((cost) => paretoFigure(comparison, cost, styles)),
    ...banks.map((bank) => curvesFigure(comparison, bank, styles)),
  ];
}
