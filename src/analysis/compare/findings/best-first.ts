import type { Compared, Comparison, Group } from '../comparison.js';

/** The schemes of a group, the best first: by the steps at the budget if it has an amount, else by final steps; those that are not ranked come last. */
export function bestFirst({ compared }: Group, { budget }: Pick<Comparison, 'budget'>): Compared[] {
  if (budget.value !== undefined) return compared;
  return compared.toSorted(
    (a, b) => Number(a.unranked !== null) - Number(b.unranked !== null) || a.final.value - b.final.value,
  );
}
