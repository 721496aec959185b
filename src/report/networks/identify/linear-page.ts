import type { Figure } from '../../marks/figure.js';
import { count, paragraph } from '../../page/caption.js';
import { figureSection, htmlPage } from '../../page/html-page.js';
import { escapeHtml, htmlTable } from '../../page/html.js';
import { leadSection } from '../../page/lead.js';
import { few } from '../flow-words.js';
import { linearRows } from './linear-rows.js';
import { linearLead } from './linear-lead.js';
import { residualsOf, type LinearAnswer } from './linear-answer.js';
import { matrixFigure } from './matrix-figure.js';
import { residualFigure } from './residual-figure.js';
import { weightsFigure } from './weights-figure.js';

/** More rows are left to weights.csv. */
const MOST_ROWS = 64;

/** The figures of one layer: first the matrix. */
export function linearFigures(answer: LinearAnswer): Figure[] {
  const weights = weightsFigure(answer);
  return [
    matrixFigure(answer, linearLead(answer).sentence),
    ...(weights ? [weights] : []),
    residualFigure(residualsOf(answer), answer.output, `that ${answer.bent.means}`),
  ];
}

/** `memloop identify` for one layer as one self-contained HTML document. */
export function linearPage(answer: LinearAnswer, version: string, [first, ...others]: readonly Figure[]): string {
  const { source, probes, remarks } = answer;
  const { head, rows } = linearRows(answer, MOST_ROWS);
  const size = `${count(probes.inputs, 'input')}, ${count(probes.outputs, 'output')}, ${count(probes.count, 'probe')} from ${source}`;
  return htmlPage(
    escapeHtml(`Identify: ${source}`),
    paragraph(
      `<p class="quiet">${escapeHtml(size)}. Made with memloop ${escapeHtml(version)}.</p>`,
      leadSection(linearLead(answer)),
      ...remarks.map((sentence) => `<p>${escapeHtml(sentence)}</p>`),
      figureSection(first, 'lead'),
      ...others.map((figure) => figureSection(figure)),
      '<h2>Weights</h2>',
      htmlTable(`Each weight with half of its 95 % interval.${probes.inputs > MOST_ROWS ? ` The first ${MOST_ROWS} inputs; weights.csv has all.` : ''}`, head.map(escapeHtml), rows.map((row) => row.map(escapeHtml))),
      '<h2>Method</h2>',
      `<ul>\n${methodSentences(answer).map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('\n')}\n</ul>`,
    ),
  );
} // prettier-ignore

function methodSentences({ map, gain, bend, slowness }: LinearAnswer): string[] {
  return [
    `Each output is regressed on the inputs${map.offset ? ' and an offset' : ''}, by least squares.`,
    ...(gain === 1 ? [] : [`Outputs are divided by the gain ${few(gain)}.`]),
    'An interval is Student’s, from the noise that is left; at the Cramér–Rao bound of white Gaussian noise.',
    slowness > 1
      ? `Blocks of consecutive probes differ more than white noise explains: the noise is slow. Intervals are ${few(slowness)} times as wide as for white noise.`
      : 'Blocks of consecutive probes differ no more than white noise explains.',
    `The probes have a condition number of ${few(map.condition)}; 1 is best.`,
    `Chance bends residuals as much in a share of ${few(bend)} of cases (Ramsey’s test with the square and the cube of each output).`,
  ];
}
