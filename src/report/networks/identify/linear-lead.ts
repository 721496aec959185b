import type { Lead } from '../../page/lead.js';
import { few } from '../flow-words.js';
import { inUnit, reach } from './identify-words.js';
import { sizesOf, type LinearAnswer } from './linear-answer.js';

/** Chance below which residuals count as bent. */
const BENT = 1e-4;
/** A condition number from which a direction is hardly probed. */
const NARROW = 1e6;
/** An interval wider than this share of the largest weight says nothing of most weights; this share would. */
const [VAGUE, CLEAR] = [0.5, 0.1];

/** Whether residuals show that there is more than one layer. */
function isBent({ bend }: LinearAnswer): boolean {
  return bend < BENT;
}

/** What a page and a terminal open with: how well the matrix is known. */
export function linearLead(answer: LinearAnswer): Lead {
  const { probes, map, weight, bent } = answer;
  const { widest, largest, noiseShare } = sizesOf(answer);
  const size = `${probes.inputs} × ${probes.outputs}`;
  const known = inUnit(reach(widest / weight.scale), weight);
  const from = `from ${probes.count.toLocaleString('en-US')} probes`;
  return {
    sentence: sentence(),
    number: known,
    of: `the widest 95 % interval; the largest weight is ${inUnit(few(largest / weight.scale), weight)}, and noise is ${noiseShare < 1e-9 ? 'rounding alone' : `at most ${few(100 * noiseShare)} % of an output’s spread`}`,
  };

  function sentence(): string {
    if (isBent(answer) && map.offset === undefined) return `Residuals bend with the outputs, which chance does in less than 1 of 10,000 cases: the outputs have an offset (leave out --no-offset), or there is more than one layer. The ${size} matrix is only the best straight line through 0.`;
    if (isBent(answer)) return `${bent.finding}: residuals bend with the outputs, which chance does in less than 1 of 10,000 cases. The ${size} matrix is only the best straight line through it; ${bent.remedy}.`;
    if (widest > VAGUE * largest) {
      const needed = Math.ceil(probes.count * (widest / (CLEAR * largest)) ** 2);
      return `The effective matrix of ${size} is not known yet: its intervals reach ${known} ${from}. Take about ${needed.toLocaleString('en-US')} probes, or lower the noise.`;
    }
    const narrow = map.condition > NARROW ? ` Some directions are hardly probed: the probes have a condition number of ${few(map.condition)}.` : '';
    return `The effective matrix of ${size} is known to ${known} (95 %) ${from}.${narrow}`;
  }
} // prettier-ignore
