import { shown } from '../../core/complaint.js';
import { UsageError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';

/** Which conditions of two runs are compared, as indices, and the names of those without a partner; none of them where pairs were asked for. */
export interface ConditionPairs {
  pairs: [number, number][];
  left: { a: string[]; b: string[] };
}

/**
 * Pairs conditions: as asked for, else the only ones of both runs, else those with the same name. @param a, @param b names of
 * the conditions @param asked as "name in A=name in B" @throws UsageError if a name is unknown, or if no name is the same
 */
export function conditionPairs(
  a: readonly string[],
  b: readonly string[],
  asked: readonly string[] = [],
): ConditionPairs {
  const pairs = asked.length > 0 ? asked.map((text) => askedPair(a, b, text)) : byName(a, b);
  if (pairs.length === 0)
    throw new UsageError(
      `no condition has the same name in both runs: A has ${a.map(shown).join(', ')}, B has ${b.map(shown).join(', ')}; pair two of them with --condition "${a[0]}=${b[0]}"`,
    );
  const unpaired = (names: readonly string[], side: 0 | 1) =>
    asked.length > 0 ? [] : names.filter((_, i) => !pairs.some((pair) => pair[side] === i));
  return { pairs, left: { a: unpaired(a, 0), b: unpaired(b, 1) } };
}

function byName(a: readonly string[], b: readonly string[]): [number, number][] {
  if (a.length === 1 && b.length === 1) return [[0, 0]];
  return a.flatMap((name, i): [number, number][] => (b.includes(name) ? [[i, b.indexOf(name)]] : []));
}

/** A name may hold "=" itself, so each one is tried. */
function askedPair(a: readonly string[], b: readonly string[], text: string): [number, number] {
  const cuts = Array.from(text.matchAll(/=/g), ({ index }) => index);
  if (cuts.length === 0)
    throw new UsageError(`--condition: got ${shown(text)}: expected a condition of A, =, and one of B`);
  const sides = cuts.map((i): [string, string] => [text.slice(0, i), text.slice(i + 1)]);
  const [left, right] = sides.find(([own, other]) => a.includes(own) && b.includes(other)) ?? sides[0];
  return [known(a, left, 'A'), known(b, right, 'B')];
}

function known(names: readonly string[], name: string, run: string): number {
  const place = names.indexOf(name);
  if (place >= 0) return place;
  throw new UsageError(
    `--condition: got ${shown(name)}: expected a condition of ${run}, one of ${names.map(shown).join(', ')}${nearest(name, [...names])}`,
  );
}
