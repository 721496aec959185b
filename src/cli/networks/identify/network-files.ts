import type { NetworkAnswer } from '../../../report/networks/identify/network-answer.js';
import { networkLead } from '../../../report/networks/identify/network-lead.js';
import { weightNames, weightsOf } from '../../../report/networks/identify/network-rows.js';
import { csvRow } from '../../../runs/csv-text.js';

/** What identify.json holds of two layers. */
export function networkSummary(memloop: string, answer: NetworkAnswer): object {
  const { residuals: _, ...finding } = answer;
  return { memloop, layers: 2, finding: networkLead(answer).sentence, ...finding };
}

/** Every weight with its error and interval, as CSV. */
export function networkWeights(answer: NetworkAnswer): string {
  const names = weightNames(answer);
  const rows = answer.hidden.flatMap((neuron, j) =>
    weightsOf(neuron).map(({ value, error, low, high }, i) => [j + 1, names[i], value, error, low, high]),
  );
  const offsets = answer.offset.map(({ value, error, low, high }, o) => [
    'offset',
    `to y${o + 1}`,
    value,
    error,
    low,
    high,
  ]);
  const linear = (answer.skip ?? []).flatMap((row, o) =>
    row.map(({ value, error, low, high }, i) => [
      'linear',
      `x${i + 1} to y${o + 1}`,
      value,
      error,
      low,
      high,
    ]),
  );
  const head = ['neuron', 'weight', 'value', 'error', 'low', 'high'];
  return `${[head, ...rows, ...offsets, ...linear].map(csvRow).join('\n')}\n`;
}
