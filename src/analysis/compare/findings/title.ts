import { count } from '../../../report/page/caption.js';
import { amountInWords } from '../amounts.js';
import { schemeNames, type Comparison } from '../comparison.js';
import { findings, taken } from './finding.js';
import { listed, noiseOf } from './finding-words.js';

/** Maximum number of schemes in a title. */
const MAXIMUM = 4;

/** The findings as one line: which scheme to take with which noise. */
export function title(comparison: Comparison): string {
  const { environment, budget } = comparison;
  const all = findings(comparison).filter(
    ({ only, atBudget }) => !only && (budget.value === undefined || atBudget),
  );
  const schemes = [...new Set(all.map((finding) => taken(finding).scheme))];
  if (schemes.length === 0 || schemes.length > MAXIMUM)
    return `${environment}: ${count(schemeNames(comparison.groups).length, 'scheme')} compared`;
  const limit = budget.value === undefined ? '' : `, at most ${amountInWords(budget.cost, budget.value)}`;
  const parts = schemes.map((scheme) => {
    const own = all.filter((finding) => taken(finding).scheme === scheme);
    return `${scheme} with ${together(own.map(({ group }) => noiseOf(group, comparison)))}`;
  });
  return `${environment}${limit}: take ${parts.join(', ')}`;
}

const NOISE = / noise$/;

/** Several noises: write and read noise. */
function together(noises: string[]): string {
  if (!noises.every((noise) => NOISE.test(noise))) return listed(noises);
  return `${listed(noises.map((noise) => noise.replace(NOISE, '')))} noise`;
}
