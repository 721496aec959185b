import { few } from '../flow-words.js';
import { plusMinus } from './identify-words.js';
import { halfOf, type LinearAnswer } from './linear-answer.js';

/** The matrix as rows of text: an input a row, then offsets and noise. @param most inputs that are shown */
export function linearRows({ map, probes, weight, output, names, gain }: LinearAnswer, most: number): { head: string[]; rows: string[][] } {
  const from = names.input === 'x' ? 1 : 0;
  const scaled = (estimate: (typeof map.matrix)[0][0], scale: number) => plusMinus(estimate.value / scale, halfOf(estimate) / scale);
  const unit = (text: string) => (text === '' ? '' : `, ${text}`);
  const inputs = Array.from({ length: Math.min(most, probes.inputs) }, (_, i) => [
    `${names.input}${i + from}`,
    ...map.matrix.map((row) => scaled(row[i], weight.scale)),
  ]);
  const offsetScale = output.scale / gain;
  return {
    head: [`weight${unit(weight.unit)}`, ...map.matrix.map((_, o) => `${names.output}${o + from}`)],
    rows: [
      ...inputs,
      ...(map.offset ? [[`offset${unit(output.unit)}`, ...map.offset.map((estimate) => scaled(estimate, offsetScale))]] : []),
      [`noise${unit(output.unit)}`, ...map.noise.map((noise) => few(noise / output.scale))],
    ],
  };
} // prettier-ignore
