import type { Estimate } from '../../../identify/estimate.js';
import { few } from '../flow-words.js';
import { plusMinus } from './identify-words.js';
import { halfOf } from './linear-answer.js';
import type { NetworkAnswer } from './network-answer.js';

/** What the weights of a hidden neuron are called, in the order of `weightsOf`. */
export function weightNames({ inputs, outputs }: Pick<NetworkAnswer, 'inputs' | 'outputs'>): string[] {
  const named = (letter: string, length: number) => Array.from({ length }, (_, i) => `${letter}${i + 1}`);
  return [...named('x', inputs), 'bias', ...named('to y', outputs)];
}

/** All weights of a hidden neuron: of its inputs, its bias, and in each output. */
export function weightsOf({ row, bias, out }: NetworkAnswer['hidden'][number]): Estimate[] {
  return [...row, bias, ...out];
}

/** The hidden neurons as rows of text. @param most that are shown */
export function networkRows(answer: NetworkAnswer, most: number): { head: string[]; rows: string[][] } {
  const shown = (estimate: Estimate) => plusMinus(estimate.value, halfOf(estimate));
  return {
    head: ['neuron', ...weightNames(answer)],
    rows: answer.hidden.slice(0, most).map((neuron, j) => [String(j + 1), ...weightsOf(neuron).map(shown)]),
  };
}

/** The constant and the residual of each output, and the linear part if there is one, as sentences. */
export function outputWords({ offset, residual, skip }: NetworkAnswer): string {
  const shown = (estimate: Estimate) => plusMinus(estimate.value, halfOf(estimate));
  const parts = offset.map(
    (estimate, o) => `y${o + 1} ${shown(estimate)} (residual ${few(residual.deviations[o])})`,
  );
  const linear = skip?.flatMap((row, o) =>
    row.map((estimate, i) => `x${i + 1} to y${o + 1} ${shown(estimate)}`),
  );
  return `Constants of the outputs: ${parts.join(', ')}.${linear ? ` A linear part beside the neurons: ${linear.join(', ')}.` : ''}`;
}
