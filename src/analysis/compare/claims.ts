import { whyUnranked } from './unranked.js';
import { noiseInWords } from '../../experiment/noise-choice.js';
import { costNames, type CostName } from '../../experiment/comparison-plan.js';
import { multiple, pInWords, costWords, size, steps, withInterval } from './amounts.js';
import { excludes } from '../statistics/interval-estimate.js';
import { isNamed, type Compared, type Comparison, type Group } from './comparison.js';
import { correction } from './findings/finding-words.js';

/** Every comparison with the reference as a sentence with its uncertainty: difference in steps, and cost to catch up. */
export function claims(comparison: Comparison): string[] {
  const { groups, reference } = comparison;
  return groups.flatMap((group) => {
    const others = group.compared.filter((one) => !isNamed(one, reference));
    return others.flatMap((one) => claimsOf(one, comparison, group));
  });
}

/** Noise and bank of a group in words: write noise, cycles. */
export function setting({ bank, noise }: Group): string {
  return `${noiseInWords(noise)}, ${bank}`;
}

function claimsOf(one: Compared, comparison: Comparison, group: Group): string[] {
  const { reference } = comparison;
  if (one.unranked) return [`${one.scheme} is not ranked: ${whyUnranked(one.unranked)} (${setting(group)}).`];
  const difference = differenceClaim(one, comparison, group);
  const known = costNames.filter((cost) => one.costs[cost] !== null);
  if (one.reached === null)
    return [difference, `${one.scheme} never reaches the steps of ${reference} (${setting(group)}).`];
  return [difference, ...known.map((cost) => costClaim(one, cost, reference, group))];
}

/** The difference of a scheme's final steps from those of the reference. */
function differenceClaim({ scheme, difference }: Compared, comparison: Comparison, group: Group): string {
  const { reference } = comparison;
  const { steps: off, corrected, verdict } = difference!;
  const where = `${pInWords(corrected)}, ${correction(comparison)}; ${setting(group)}`;
  if (off.value === 0 && corrected === 1 && off.interval?.every((end) => end === 0))
    return `${scheme} takes exactly the same steps as ${reference} with each seed (${setting(group)}).`;
  if (verdict === 'no difference shown')
    return `${scheme} and ${reference} have no significant difference in steps: ${steps(off.value)} (${where}).`;
  return `${scheme} takes ${withInterval(size(off), steps)} ${verdict} steps than ${reference} (${where}).`;
}

/** The cost of a scheme to catch up with the reference. */
function costClaim({ scheme, ratio }: Compared, cost: CostName, reference: string, group: Group): string {
  const times = ratio[cost];
  const where = `(${setting(group)})`;
  if (!times) return `${scheme} and ${reference} cannot be compared in ${costWords[cost]} ${where}.`;
  const words = `${withInterval(times, multiple)} times the ${costWords[cost]} of ${reference}`;
  if (times.interval?.every((end) => end === 1))
    return `${scheme} needs exactly the ${costWords[cost]} of ${reference} for the same steps ${where}.`;
  if (times.interval && !excludes(times, 1))
    return `${scheme} needs ${words} for the same steps, but the interval includes 1 ${where}.`;
  const doubt = times.interval ? '' : '; one seed gives no interval';
  return `${scheme} needs ${words} for the same steps${doubt} ${where}.`;
}
