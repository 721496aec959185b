import type { Lead } from '../../page/lead.js';
import { count } from '../../page/caption.js';
import { few } from '../flow-words.js';
import { reach } from './identify-words.js';
import { halfOf } from './linear-answer.js';
import type { NetworkAnswer } from './network-answer.js';

/** Residuals below this share of the outputs are rounding. */
const ROUNDING = 1e-9;

/** What a page and a terminal open with: whether the network is identified, and its size; or what is missing. */
export function networkLead(answer: NetworkAnswer): Lead {
  const { identified, doubt = '', hidden, activation, inputs, outputs, probes, residual } = answer;
  const size = `${inputs}-${hidden.length}-${outputs}`;
  const from = `from ${count(probes, 'probe')}`;
  const left = residual.share < ROUNDING ? 'rounding alone' : `${few(100 * residual.share)} % of the outputs’ spread`;
  if (!identified)
    return {
      sentence: `Not identified: ${doubt}.`,
      number: `${few(100 * residual.share)} %`,
      of: `of the outputs’ spread is left by the best network, ${size} with ${activation}, ${from}`,
    };
  const widest = Math.max(...hidden.flatMap(({ row, bias, out }) => [...row, bias, ...out].map(halfOf)));
  return {
    sentence: `The network is identified: ${count(hidden.length, `${activation} neuron`)} between ${count(inputs, 'input')} and ${count(outputs, 'output')}, with every weight known to ${reach(widest)} (95 %) ${from}.`,
    number: size,
    of: `is the smallest network that fits; what is left is ${left}${hiding(answer)}`,
  };
} // prettier-ignore

/** What the noise could hide. */
function hiding({ residual, unseen }: NetworkAnswer): string {
  if (residual.share < ROUNDING) return '';
  return `, in which a further neuron of less than ${few(100 * unseen)} % would not show`;
}
