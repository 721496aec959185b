import type { Estimate } from '../../../identify/estimate.js';
import {
  inputNames,
  outputNames,
  type LinearAnswer,
} from '../../../report/networks/identify/linear-answer.js';
import { linearLead } from '../../../report/networks/identify/linear-lead.js';
import { csvRow } from '../../../runs/csv-text.js';

/** What identify.json holds of one layer: every estimate in units of the probes, [output][input]. */
export function linearSummary(memloop: string, answer: LinearAnswer): object {
  const { source, probes, map, gain, bend, slowness, beside, remarks } = answer;
  return {
    memloop,
    source,
    layers: 1,
    finding: linearLead(answer).sentence,
    probes: probes.count,
    inputs: probes.inputs,
    outputs: probes.outputs,
    gain,
    ...map,
    bend,
    slowness,
    ...(beside && { beside }),
    ...(remarks.length > 0 && { remarks }),
  };
}

/** Every weight with its error and interval, as CSV. */
export function linearWeights(answer: LinearAnswer): string {
  const { map, beside } = answer;
  const inputs = inputNames(answer);
  const outputs = outputNames(answer);
  const numbers = ({ value, error, low, high }: Estimate) => [value, error, low, high];
  const rows = map.matrix.flatMap((row, o) => [
    ...row.map((estimate, i) => [outputs[o], inputs[i], ...numbers(estimate), ...(beside ? [beside.matrix[o][i]] : [])]),
    ...(map.offset ? [[outputs[o], 'offset', ...numbers(map.offset[o]), ...(beside ? [''] : [])]] : []),
  ]);
  const head = ['output', 'input', 'weight', 'error', 'low', 'high', ...(beside ? ['beside'] : [])];
  return `${[head, ...rows].map(csvRow).join('\n')}\n`;
} // prettier-ignore
