import { plusMinus } from './identify-words.js';
import { halfOf } from './linear-answer.js';
import type { DeepAnswer } from './deep-answer.js';

/** Each layer as rows of text: a neuron a row, its weights and its bias. */
export function deepTables({ layers, inputs }: DeepAnswer): { title: string; head: string[]; rows: string[][] }[] {
  return layers.map((neurons, l) => {
    const isLast = l === layers.length - 1;
    const below = l === 0 ? Array.from({ length: inputs }, (_, i) => `x${i + 1}`) : layers[l - 1].map((_, i) => `neuron ${i + 1}`);
    return {
      title: isLast ? 'outputs' : `hidden layer ${l + 1}`,
      head: [isLast ? 'output' : 'neuron', ...below, 'bias'],
      rows: neurons.map(({ row, bias }, j) => [
        isLast ? `y${j + 1}` : String(j + 1),
        ...[...row, bias].map((estimate) => plusMinus(estimate.value, halfOf(estimate))),
      ]),
    };
  });
} // prettier-ignore
