import { few } from '../flow-words.js';
import { plusMinus } from './identify-words.js';
import { halfOf, inputNames, outputNames, type LinearAnswer } from './linear-answer.js';

/** The matrix as rows of text: an input a row, then offsets and noise. @param most inputs that are shown */
export function linearRows(answer: LinearAnswer, most: number): { head: string[]; rows: string[][] } {
  const { map, weight, output, gain } = answer;
  const scaled = (estimate: (typeof map.matrix)[0][0], scale: number) => plusMinus(estimate.value / scale, halfOf(estimate) / Math.abs(scale));
  const unit = (text: string) => (text === '' ? '' : `, ${text}`);
  const inputs = inputNames(answer).slice(0, most).map((name, i) => [
    name,
    ...map.matrix.map((row) => scaled(row[i], weight.scale)),
  ]);
  const offsetScale = output.scale / gain;
  return {
    head: [`weight${unit(weight.unit)}`, ...outputNames(answer)],
    rows: [
      ...inputs,
      ...(map.offset ? [[`offset${unit(output.unit)}`, ...map.offset.map((estimate) => scaled(estimate, offsetScale))]] : []),
      [`noise${unit(output.unit)}`, ...map.noise.map((noise) => few(noise / output.scale))],
    ],
  };
} // prettier-ignore
