import type { Manifest } from '../../runs/manifest.js';
import { count } from '../../report/page/caption.js';
import type { Figure } from '../../report/marks/figure.js';
import { figureSection, htmlPage } from '../../report/page/html-page.js';
import { escapeHtml, htmlTable } from '../../report/page/html.js';
import { warningParagraph } from '../../report/page/warnings-in.js';
import { provenanceList } from '../../report/tables/settings-table.js';
import { accumulationFigure } from './figures/accumulation-figure.js';
import type { Anatomy } from './anatomy.js';
import { ANATOMY_COLUMNS, anatomyRow } from './anatomy-table.js';
import { decayFigure } from './figures/decay-figure.js';
import { errorDistributionFigure } from './figures/error-distribution-figure.js';
import { feedbackLawsFigure } from './figures/feedback-laws-figure.js';
import { leadSection } from '../../report/page/lead.js';
import { anatomyLead } from './anatomy-lead.js';
import { findings } from './findings.js';

const STYLE = `body { max-width: 62rem; }
.table table { font-size: .75rem; }
th, td { padding: .25rem .4rem; }
small { color: var(--quiet); }
.table tbody th { white-space: nowrap; }
@page { size: A4 landscape; margin: 14mm; }`;

const METHOD = [
  'Every device has a noise-free copy, which starts each update from the present state of the device.',
  'ε1 is the change of this copy minus the change that ideal memory would make from the same state. ε2 is the change of the device minus the change of the copy.',
  'An update is one weight in one learning step, however many pulses and devices it takes.',
  'Changes that a scheme postpones or leaves out are part of ε1. Pulses that undo noise within the same update, as in write-verify, are also part of ε1. Then ε1 and ε2 are both large, and their sum is small.',
  'The error of a reading is what a scheme reads after an update minus the weight in the devices. It does not stay in the devices.',
  'An ideal copy of the learner has ideal memory and sees the same moves and rewards. The error of critic or actor is the r.m.s. distance between the weights in the devices and those of the ideal copy.',
  'Means and 95 % intervals (Student) are over seeds, and over weights for the laws of feedback.',
];

/** The figures of an anatomy: first the one that shows its finding. */
export function anatomyFigures(anatomy: Anatomy): Figure[] {
  return [
    { ...accumulationFigure(anatomy), finding: anatomyLead(anatomy).sentence },
    errorDistributionFigure(anatomy),
    decayFigure(anatomy),
    feedbackLawsFigure(anatomy),
  ];
}

/** An anatomy as one self-contained HTML document: findings, a table, figures, and the method. */
export function anatomyPage(anatomy: Anatomy, manifest: Manifest, drawn: Figure[]): string {
  const { environment, bank, noise, seeds, episodes, schemes } = anatomy;
  const lead = anatomyLead(anatomy);
  const [first, ...others] = drawn;
  const list = (sentences: string[]) =>
    `<ul>\n${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('\n')}\n</ul>`;
  return htmlPage(
    escapeHtml(`${environment}: anatomy of write errors`),
    `<p class="quiet">Bank: ${escapeHtml(bank)}; noise: ${escapeHtml(noise)}. ${count(seeds, 'seed')} of ${count(episodes, 'episode')} for each of ${count(schemes.length, 'scheme')}. Brackets are 95 % intervals. Made with memloop ${escapeHtml(manifest.memloop)}.</p>
${warningParagraph(manifest)}${leadSection(lead)}
${figureSection(first, 'lead')}
<h2>Findings</h2>
${list(findings(anatomy))}
${htmlTable(
  'Errors of an update, and errors of critic and actor at the end, in units of the window.',
  ANATOMY_COLUMNS,
  schemes.map((one) => anatomyRow(one).map(cell)),
)}
${others.map((figure) => figureSection(figure)).join('\n')}
<h2>Method</h2>
${list(METHOD)}
<h2>Settings and provenance</h2>
${provenanceList(manifest)}`,
    STYLE,
  );
}

/** A cell with the interval below its number, to save width. */
function cell(words: string): string {
  return escapeHtml(words).replace(/ (\[.*\])$/, '<br/><small>$1</small>');
}
