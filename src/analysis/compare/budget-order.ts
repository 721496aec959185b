import type { Budget } from '../../experiment/comparison-plan.js';
import type { Compared } from './comparison.js';

/**
 * Schemes in the order of a budget, the best first: by the steps that it buys where there is so much of it, else by
 * what the reference's performance costs, and by final steps where that is not known or never reached.
 * Who is not ranked comes last.
 */
export function byBudget(compared: Compared[], { cost, value }: Budget): Compared[] {
  const key = ({ budget, ratio }: Compared) =>
    (value === undefined ? ratio[cost]?.value : budget?.steps.value) ?? Infinity;
  const ascending = (a: number, b: number) => (a === b ? 0 : a - b);
  return compared.toSorted(
    (a, b) =>
      Number(a.digital) - Number(b.digital) ||
      ascending(key(a), key(b)) ||
      ascending(a.final.value, b.final.value),
  );
}
