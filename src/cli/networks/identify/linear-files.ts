import type { LinearAnswer } from '../../../report/networks/identify/linear-answer.js';
import { linearLead } from '../../../report/networks/identify/linear-lead.js';
import { csvRow } from '../../../runs/csv-text.js';

/** What identify.json holds of one layer: every estimate in units of the probes, [output][input]. */
export function linearSummary(memloop: string, answer: LinearAnswer): object {
  const { source, probes, map, gain, bend, beside, remarks } = answer;
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
    ...(beside && { beside }),
    ...(remarks.length > 0 && { remarks }),
  };
}

/** Every weight with its error and interval, as CSV. */
export function linearWeights({ map, names, beside }: LinearAnswer): string {
  const from = names.input === 'x' ? 1 : 0;
  const rows = map.matrix.flatMap((row, o) => [
    ...row.map(({ value, error, low, high }, i) => [
      `${names.output}${o + from}`,
      `${names.input}${i + from}`,
      value,
      error,
      low,
      high,
      ...(beside ? [beside.matrix[o][i]] : []),
    ]),
    ...(map.offset ? [offsetRow(`${names.output}${o + from}`, map.offset[o], beside ? [''] : [])] : []),
  ]);
  const head = ['output', 'input', 'weight', 'error', 'low', 'high', ...(beside ? ['beside'] : [])];
  return `${[head, ...rows].map(csvRow).join('\n')}\n`;
}

function offsetRow(
  output: string,
  { value, error, low, high }: NonNullable<LinearAnswer['map']['offset']>[0],
  more: string[],
): (string | number)[] {
  return [output, 'offset', value, error, low, high, ...more];
}
