import type { Compared } from '../compare/comparison.js';

/** The first of some schemes, with the names of all that share the place. */
export interface Best {
  one: Compared;
  schemes: string[];
}

/** The ranked scheme for which a number is the lowest; nothing where no scheme has one. */
export function bestOf(compared: Compared[], key: (one: Compared) => number | undefined): Best | undefined {
  const ranked = compared.filter((one) => !one.digital && key(one) !== undefined);
  const lowest = Math.min(...ranked.map((one) => key(one)!));
  const first = ranked.filter((one) => key(one) === lowest);
  return first.length > 0 ? { one: first[0], schemes: first.map(({ scheme }) => scheme) } : undefined;
}
