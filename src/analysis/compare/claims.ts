import { costNames, type CostName } from '../../experiment/comparison-plan.js';
import { multiple, pSaid, costWords, steps, withInterval } from './amounts.js';
import { excludes } from '../statistics/interval-estimate.js';
import type { Compared, Comparison, Group } from './comparison.js';

/** Every comparison as a sentence that says how sure it is: what each scheme pays for the reference's performance, and how its steps differ. */
export function claims({ groups, reference }: Comparison): string[] {
  return groups.flatMap((group) => {
    const others = group.compared.filter(({ scheme }) => scheme !== reference);
    return others.flatMap((one) => claimsOf(one, reference, group));
  });
}

/** A group in brackets or behind a preposition: write noise, cycles. */
export function setting({ bank, noise }: Group): string {
  return noise === 'none' ? `no noise, ${bank}` : `${noise} noise, ${bank}`;
}

function claimsOf(one: Compared, reference: string, group: Group): string[] {
  if (one.digital) return [digitalClaim(one, group)];
  const difference = differenceClaim(one, reference, group);
  const known = costNames.filter((cost) => one.costs[cost] !== null);
  if (one.reached === null)
    return [difference, `${one.scheme} never reaches the steps of ${reference} (${setting(group)}).`];
  return [difference, ...known.map((cost) => costClaim(one, cost, reference, group))];
}

function digitalClaim({ scheme }: Compared, group: Group): string {
  return `${scheme} acts on weights that it keeps digitally, so its steps say nothing about devices (${setting(group)}).`;
}

/** How a scheme's steps at the end differ from the reference's. */
function differenceClaim({ scheme, difference }: Compared, reference: string, group: Group): string {
  const { steps: off, corrected, verdict } = difference!;
  const where = `${pSaid(corrected)} after Holm; ${setting(group)}`;
  if (off.value === 0 && corrected === 1 && off.interval?.every((end) => end === 0))
    return `${scheme} takes exactly the steps of ${reference}, seed by seed (${setting(group)}).`;
  if (verdict === 'no difference shown')
    return `Between ${scheme} and ${reference} no difference in steps is shown: ${withInterval(off, steps)} (${where}).`;
  const size = Math.abs(off.value);
  const interval =
    off.interval && ([...off.interval].map(Math.abs).sort((a, b) => a - b) as [number, number]);
  return `${scheme} takes ${withInterval({ value: size, interval }, steps)} steps ${verdict} than ${reference} (${where}).`;
}

/** What a scheme pays for the reference's performance. */
function costClaim({ scheme, ratio }: Compared, cost: CostName, reference: string, group: Group): string {
  const times = ratio[cost];
  const where = `(${setting(group)})`;
  if (!times)
    return `What ${scheme} pays in ${costWords[cost]} cannot be held against ${reference} ${where}.`;
  const words = `${withInterval(times, multiple)} times the ${costWords[cost]} of ${reference}`;
  if (times.interval?.every((end) => end === 1))
    return `${scheme} needs exactly the ${costWords[cost]} of ${reference} for the same steps ${where}.`;
  if (times.interval && !excludes(times, 1))
    return `${scheme} needs ${words} for the same steps, which may be no difference ${where}.`;
  const unsure = times.interval ? '' : ', of which one seed cannot say how sure it is';
  return `${scheme} needs ${words} for the same steps${unsure} ${where}.`;
}
