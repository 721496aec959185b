import type { Figure } from '../../marks/figure.js';
import { count, paragraph } from '../../page/caption.js';
import { figureSection, htmlPage } from '../../page/html-page.js';
import { escapeHtml, htmlTable } from '../../page/html.js';
import { leadSection } from '../../page/lead.js';
import { few } from '../flow-words.js';
import type { DeepAnswer } from './deep-answer.js';
import { deepLead } from './deep-lead.js';
import { deepTables } from './deep-tables.js';
import { PLAIN } from './linear-answer.js';
import { residualFigure } from './residual-figure.js';

/** The figures of three and more layers: residuals. */
export function deepFigures({ residuals }: DeepAnswer): Figure[] {
  return [residualFigure(residuals, PLAIN, 'that the network is another one')];
}

/** `memloop identify` for three and more layers as one self-contained HTML document. */
export function deepPage(answer: DeepAnswer, version: string, figures: readonly Figure[]): string {
  const { source, inputs, outputs, probes } = answer;
  const size = `${count(inputs, 'input')}, ${count(outputs, 'output')}, ${count(probes, 'probe')} from ${source}`;
  const tables = deepTables(answer).map(({ title, head, rows }) =>
    htmlTable(escapeHtml(`Weights of the ${title}, each with half of its 95 % interval.`), head.map(escapeHtml), rows.map((row) => row.map(escapeHtml))),
  );
  return htmlPage(
    escapeHtml(`Identify: ${source}`),
    paragraph(
      `<p class="quiet">${escapeHtml(size)}. Made with memloop ${escapeHtml(version)}.</p>`,
      leadSection(deepLead(answer)),
      ...tables,
      ...figures.map((figure) => figureSection(figure)),
      '<h2>Method</h2>',
      `<ul>\n${methodSentences(answer).map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('\n')}\n</ul>`,
    ),
  );
} // prettier-ignore

function methodSentences({ activation, students, condition }: DeepAnswer): string[] {
  return [
    `Hidden neurons give ${activation}(weights · layer below + bias); outputs are weighted sums with a constant.`,
    `${students.trained} students of up to ${students.width} neurons in each hidden layer were trained on the probes, and those that fit were narrowed neuron by neuron; ${students.fitting} fit as well as noise allows.`,
    '“Identified” needs that two students end at the same network, and that no other weights give the same outputs.',
    `What the probes say of the weights has a condition number of ${few(condition)}; beyond 1e13 rounding hides a combination of weights.`,
    'An interval is Student’s, from the noise that is left, at the Cramér–Rao bound. The order of neurons is arbitrary, and so is what the symmetry of the activation leaves open.',
  ];
} // prettier-ignore
