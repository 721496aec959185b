import { linearAnswer, type LinearAnswer } from '../../../report/networks/identify/linear-answer.js';
import type { Probes } from '../../../identify/probes.js';
import { few } from '../../../report/networks/flow-words.js';

/** Volts in, amperes out: what an array of devices shows, in microsiemens. */
export function siemensAnswer(
  source: string,
  probes: Probes,
  beside: NonNullable<LinearAnswer['beside']>,
  remarks: readonly string[],
): LinearAnswer {
  const answer = linearAnswer(source, probes, {}, {
    weight: { unit: 'µS', scale: 1e-6 },
    output: { unit: 'µA', scale: 1e-6 },
    names: { input: 'row ', output: 'column ', first: 0 },
    bent: { finding: 'The array is not linear at this voltage', means: 'cells, amplifiers or converters are not linear', remedy: 'lower --read-volts' },
    beside,
  });
  return { ...answer, remarks: [deviationWords(answer), ...remarks] };
} // prettier-ignore

/** By how much effective conductances differ from other readings of the same devices. */
function deviationWords({ map, beside }: LinearAnswer): string {
  const { matrix, what } = beside!;
  const shares = map.matrix.flatMap((column, c) =>
    column.map(({ value }, r) => ({ share: value / matrix[c][r] - 1, place: `row ${r}, column ${c}` })),
  );
  const mean = shares.reduce((sum, { share }) => sum + share, 0) / shares.length;
  const most = shares.reduce((a, b) => (Math.abs(b.share) > Math.abs(a.share) ? b : a));
  const percent = (share: number) => `${share > 0 ? '+' : ''}${few(100 * share)} %`;
  return `Beside ${what}, effective conductances differ by ${percent(mean)} on average, and by ${percent(most.share)} at most (${most.place}).`;
}
