import type { Manifest } from '../../runs/manifest.js';
import { count } from '../../report/page/caption.js';
import type { Figure } from '../../report/marks/figure.js';
import { figureSection, htmlPage } from '../../report/page/html-page.js';
import { escapeHtml, htmlTable } from '../../report/page/html.js';
import { provenanceList } from '../../report/tables/settings-table.js';
import { accumulationFigure } from './figures/accumulation-figure.js';
import type { Anatomy } from './anatomy.js';
import { ANATOMY_COLUMNS, anatomyRow } from './anatomy-table.js';
import { decayFigure } from './figures/decay-figure.js';
import { errorDistributionFigure } from './figures/error-distribution-figure.js';
import { feedbackLawsFigure } from './figures/feedback-laws-figure.js';
import { findings } from './findings.js';

const STYLE = `body { max-width: 62rem; }
.table table { font-size: .75rem; }
th, td { padding: .25rem .4rem; }
small { color: var(--quiet); }
.table tbody th { white-space: nowrap; }
figure svg { width: 50rem; }
@page { size: A4 landscape; margin: 14mm; }`;

const METHOD = [
  'Every device has a twin without noise, which starts every update from the state that the device has then. ε1 is what the twin does − what an exact memory would do from that state; ε2 is what the device does − what the twin does. An update is a weight in a learning step, however many pulses and devices it takes; what a scheme puts off or leaves out is part of ε1, and so are further pulses that undo noise within the update, as those of write-verify: then ε1 and ε2 are both large, and their sum is small.',
  'A reading’s error is what a scheme reads after an update − what the devices hold. It stays in no device.',
  'The critic’s and the actor’s error is the root mean square distance of the weights in the devices from those of a learner with exact memories that lives through the same moves and rewards.',
  'Means and 95 % intervals (Student) over seeds; in the laws of feedback over weights.',
];

/** The figures of an anatomy. */
export function anatomyFigures(anatomy: Anatomy): Figure[] {
  return [errorDistributionFigure, accumulationFigure, decayFigure, feedbackLawsFigure].map((draw) =>
    draw(anatomy),
  );
}

/** An anatomy as one HTML document: what it comes to, a table, its figures, and how it was worked out. It loads nothing and runs nothing. */
export function anatomyPage(anatomy: Anatomy, manifest: Manifest, drawn: Figure[]): string {
  const { environment, bank, noise, seeds, episodes, schemes } = anatomy;
  const list = (sentences: string[]) =>
    `<ul>\n${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('\n')}\n</ul>`;
  return htmlPage(
    escapeHtml(`${environment}: anatomy of write errors`),
    `<p class="quiet">${escapeHtml(bank)} bank, ${escapeHtml(noise)} noise; ${count(seeds, 'seed')} of ${count(episodes, 'episode')} for each of ${count(schemes.length, 'scheme')}; brackets are 95 % intervals; memloop ${escapeHtml(manifest.memloop)}.</p>
<h2>Findings</h2>
${list(findings(anatomy))}
${htmlTable(
  'Errors of an update, and what they have come to, in units of the window.',
  ANATOMY_COLUMNS,
  schemes.map((one) => anatomyRow(one).map(cell)),
)}
${drawn.map(figureSection).join('\n')}
<h2>How this was worked out</h2>
${list(METHOD)}
<h2>Settings and provenance</h2>
${provenanceList(manifest)}`,
    STYLE,
  );
}

/** An interval below its number: there are many columns. */
function cell(words: string): string {
  return escapeHtml(words).replace(/ (\[.*\])$/, '<br/><small>$1</small>');
}
