import type { Lead } from '../../page/lead.js';
import { count } from '../../page/caption.js';
import { few } from '../flow-words.js';
import type { DeepAnswer } from './deep-answer.js';
import { reach } from './identify-words.js';
import { halfOf } from './linear-answer.js';

/** Residuals below this share of the outputs are rounding. */
const ROUNDING = 1e-9;

/** What a page and a terminal open with: whether the network is identified, and its size; or what is missing. */
export function deepLead({ identified, doubt = '', layers, activation, inputs, probes, residual }: DeepAnswer): Lead {
  const size = [inputs, ...layers.map(({ length }) => length)].join('-');
  const from = `from ${count(probes, 'probe')}`;
  const left = residual.share < ROUNDING ? 'rounding alone' : `${few(100 * residual.share)} % of the outputs’ spread`;
  if (!identified)
    return {
      sentence: `Not identified: ${doubt}.`,
      number: `${few(100 * residual.share)} %`,
      of: `of the outputs’ spread is left by the best network, ${size} with ${activation}, ${from}`,
    };
  const widest = Math.max(...layers.flat().flatMap(({ row, bias }) => [...row, bias].map(halfOf)));
  return {
    sentence: `The network is identified: ${size} with ${activation}, every weight known to ${reach(widest)} (95 %) ${from}.`,
    number: size,
    of: `is the smallest network that fits; what is left is ${left}`,
  };
} // prettier-ignore
