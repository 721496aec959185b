import { completeSettings } from '../../core/setting.js';
import { catalogue } from '../../experiment/catalogue.js';
import type { ConditionInput } from '../../experiment/condition.js';

/** The scheme of a condition that names none. */
const DEFAULT_SCHEME = 'self-correcting';

type Scheme = Pick<ConditionInput, 'scheme' | 'schemeSettings'>;

/** Why a scheme is shown and not ranked. */
export type Unranked = 'digital' | 'range';

interface Ranked {
  readonly unranked: Unranked | null;
}

/** What each reason means, and the mark that stands behind the name of a scheme. */
const reasons: Record<Unranked, { mark: string; meaning: string }> = {
  digital: {
    mark: '†',
    meaning: 'acts on a digital copy of its weights; its steps say nothing about devices',
  },
  range: {
    mark: '‡',
    meaning:
      'weights reach beyond 0 to 1, which makes its policy colder; its steps can fall below those of ideal memory',
  },
};

/** The mark behind the name of a scheme: a space and a sign, or nothing for a ranked one. */
export function markOf({ unranked }: Ranked): string {
  return unranked === null ? '' : ` ${reasons[unranked].mark}`;
}

/** Why a scheme is not ranked, as a phrase about it. */
export function whyUnranked(unranked: Unranked): string {
  return reasons[unranked].meaning;
}

/** A sentence for each reason that occurs. */
export function marksInWords(compared: readonly Ranked[]): string[] {
  const present = new Set(compared.flatMap(({ unranked }) => unranked ?? []));
  return [...present].map((reason) => `${reasons[reason].mark}: ${reasons[reason].meaning}. Not ranked.`);
}

/** Larger than the rounding error of a sum of shares. */
const ROUNDING = 1e-9;

/** Lowest and highest weight of a condition, where they lie further apart than those of one device; undefined elsewhere. */
export function rangeOf({ scheme, schemeSettings }: Scheme): [number, number] | undefined {
  const kind = catalogue.schemes.get(scheme ?? DEFAULT_SCHEME);
  const shares = kind.share(completeSettings(kind.settings, schemeSettings));
  const end = (sign: number) => shares.reduce((sum, share) => sum + (share * sign > 0 ? share : 0), 0);
  return end(1) - end(-1) > 1 + ROUNDING ? [end(-1), end(1)] : undefined;
}

/** Why a condition is not ranked; null if it is. */
export function unrankedOf(condition: Scheme): Unranked | null {
  if (catalogue.schemes.get(condition.scheme ?? DEFAULT_SCHEME).believes) return 'digital';
  return rangeOf(condition) ? 'range' : null;
}
