import type { Estimate } from '../../../identify/estimate.js';
import type { Probes } from '../../../identify/probes.js';
import { compiledColumns } from '../../../kernel/compiled-columns.js';
import { deepAnswer, type DeepAnswer } from '../../../report/networks/identify/deep-answer.js';
import { deepLead } from '../../../report/networks/identify/deep-lead.js';
import { deepTables } from '../../../report/networks/identify/deep-tables.js';
import { csvRow } from '../../../runs/csv-text.js';
import { terminalWidth } from '../../text/terminal-width.js';
import { textTable } from '../../text/text-table.js';
import { wrapped } from '../../text/wrapped.js';
import type { NetworkOptions } from './identify-network.js';
import { tellSteps } from './tell-steps.js';
import { versionOfMemloop, writeAnswer } from './write-answer.js';

/** Finds a network of several hidden layers, writes it and prints it. @param layers of weights, one more than hidden layers */
export async function identifyLayers(directory: string, source: string, probes: Probes, layers: number, options: NetworkOptions): Promise<void> {
  const { activation, noise, maxWidth, students, seed } = options;
  const progress = tellSteps(process.stderr);
  const answer = deepAnswer(source, probes, {
    activation,
    layers: layers - 1,
    seed,
    make: compiledColumns,
    watch: (width, student) => progress.tell(`student ${student} of ${width} neurons a layer`),
    ...(noise !== undefined && { noise }),
    ...(maxWidth !== undefined && { maxWidth }),
    ...(students !== undefined && { students }),
  });
  progress.end();
  // The library of figures takes long to load.
  const { deepFigures, deepPage } = await import('../../../report/networks/identify/deep-page.js');
  const version = versionOfMemloop();
  const figures = deepFigures(answer);
  const { residuals: _, layers: found, ...finding } = answer;
  await writeAnswer(directory, options, {
    summary: { memloop: version, layers, finding: deepLead(answer).sentence, ...finding, network: found },
    weights: weightsOf(answer),
    figures,
    page: deepPage(answer, version, figures),
    text: textOf(answer, terminalWidth()),
  });
} // prettier-ignore

function textOf(answer: DeepAnswer, width: number): string {
  const { sentence, number, of } = deepLead(answer);
  const tables = deepTables(answer).map(({ title, head, rows }) => [
    `${title}:`,
    textTable([head, ...rows], { width }).trimEnd(),
  ]);
  const paragraphs = [wrapped(sentence, width), wrapped(`${number} ${of}`, width, 2), ...tables];
  return paragraphs.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** Every weight with its error and interval, as CSV. */
function weightsOf({ layers }: DeepAnswer): string {
  const numbers = ({ value, error, low, high }: Estimate) => [value, error, low, high];
  const rows = layers.flatMap((neurons, l) =>
    neurons.flatMap(({ row, bias }, j) => [
      ...row.map((estimate, i) => [l + 1, j + 1, i + 1, ...numbers(estimate)]),
      [l + 1, j + 1, 'bias', ...numbers(bias)],
    ]),
  );
  const head = ['layer', 'neuron', 'input', 'value', 'error', 'low', 'high'];
  return `${[head, ...rows].map(csvRow).join('\n')}\n`;
}
