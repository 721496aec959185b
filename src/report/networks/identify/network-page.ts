import type { Figure } from '../../marks/figure.js';
import { count, paragraph } from '../../page/caption.js';
import { figureSection, htmlPage } from '../../page/html-page.js';
import { escapeHtml, htmlTable } from '../../page/html.js';
import { leadSection } from '../../page/lead.js';
import { few } from '../flow-words.js';
import { halfOf, PLAIN } from './linear-answer.js';
import type { NetworkAnswer } from './network-answer.js';
import { networkLead } from './network-lead.js';
import { networkRows, outputWords, weightNames, weightsOf } from './network-rows.js';
import { residualFigure } from './residual-figure.js';
import { weightMap } from './weight-map.js';

/** More neurons are left to weights.csv. */
const MOST_ROWS = 64;

/** The figures of two layers: first the weights. */
export function networkFigures(answer: NetworkAnswer): Figure[] {
  const { hidden, residuals } = answer;
  const entries = hidden.flatMap((neuron, column) =>
    weightsOf(neuron).map((estimate, row) => ({ row, column, value: estimate.value, half: halfOf(estimate) })),
  );
  const columns = hidden.map((_, j) => String(j + 1));
  const weights = weightMap(
    { entries, rows: weightNames(answer), columns, axes: ['weight', 'hidden neuron'], weight: PLAIN },
    { title: 'Weights', finding: networkLead(answer).sentence, caption: 'A column for each hidden neuron, by the size of its outgoing weights: its inputs, its bias, and its weight in each output.' },
  );
  return [weights, residualFigure(residuals, PLAIN, 'that the network is another one')];
} // prettier-ignore

/** `memloop identify` for two layers as one self-contained HTML document. */
export function networkPage(answer: NetworkAnswer, version: string, [first, ...others]: readonly Figure[]): string {
  const { source, inputs, outputs, probes, hidden } = answer;
  const { head, rows } = networkRows(answer, MOST_ROWS);
  const size = `${count(inputs, 'input')}, ${count(outputs, 'output')}, ${count(probes, 'probe')} from ${source}`;
  return htmlPage(
    escapeHtml(`Identify: ${source}`),
    paragraph(
      `<p class="quiet">${escapeHtml(size)}. Made with memloop ${escapeHtml(version)}.</p>`,
      leadSection(networkLead(answer)),
      figureSection(first, 'lead'),
      ...others.map((figure) => figureSection(figure)),
      '<h2>Weights</h2>',
      htmlTable(`Each weight with half of its 95 % interval.${hidden.length > MOST_ROWS ? ` The first ${MOST_ROWS} neurons; weights.csv has all.` : ''}`, head.map(escapeHtml), rows.map((row) => row.map(escapeHtml))),
      `<p>${escapeHtml(outputWords(answer))}</p>`,
      '<h2>Method</h2>',
      `<ul>\n${methodSentences(answer).map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('\n')}\n</ul>`,
    ),
  );
} // prettier-ignore

function methodSentences({ activation, students, condition }: NetworkAnswer): string[] {
  return [
    `Each output is a constant and a weighted sum of hidden neurons ${activation}(weights · inputs + bias).`,
    `Expand-and-Cluster: ${students.trained} students of up to ${students.width} neurons were trained on the probes; ${students.fitting} of the widest fit as well as noise allows. Neurons that they share are kept, and needless ones removed, down to the smallest network that fits as well.`,
    '“Identified” needs that two students end at the same neurons, that no other weights give the same outputs, and that noise hides none of them.',
    `What the probes say of the weights has a condition number of ${few(condition)}; beyond 1e13 rounding hides a combination of weights.`,
    'An interval is Student’s, from the noise that is left, at the Cramér–Rao bound. The order of neurons is arbitrary, and so is what the symmetry of the activation leaves open.',
  ];
} // prettier-ignore
