import { noiseInWords } from '../../../experiment/noise-choice.js';
import { count } from '../../../report/page/caption.js';
import type { Comparison, Compared, Group } from '../comparison.js';

/** Names in a sentence: a, b and c; of more than four, the first three and the number of others. */
export function listed(names: readonly string[]): string {
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} others`] : names;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? '');
}

/** A share of resamples as a number of 100 repetitions: about 70 of 100; never all or none of them, for resamples cannot tell. */
export function repetitions(share: number): string {
  if (share < 0.01) return 'fewer than 1 of 100';
  return share > 0.99 ? 'more than 99 of 100' : `about ${Math.round(100 * share)} of 100`;
}

/** The noise of a group in words, and its bank where a comparison has several. */
export function noiseOf({ bank, noise }: Group, { groups }: Pick<Comparison, 'groups'>): string {
  const several = groups.some((group) => group.bank !== bank);
  return `${noiseInWords(noise)}${several ? ` (${bank})` : ''}`;
}

/** The name of a scheme, with those of schemes that do exactly the same here: a = b. */
export function nameOf({ scheme, sameAs }: Compared): string {
  return [scheme, ...sameAs].join(' = ');
}

/** That p-values are corrected, and for how many comparisons: "corrected for 45 comparisons (Holm)". A scheme that never differs is not compared. */
export function correction(comparison: Comparison): string {
  const tested = testedIn(comparison);
  return tested > 1 ? `corrected for ${count(tested, 'comparison')} (Holm)` : 'not corrected, for nothing else is compared';
} // prettier-ignore

/** Number of differences that have a p-value. */
function testedIn({ groups }: Comparison): number {
  const all = groups.flatMap(({ compared }) => compared.flatMap(({ difference }) => difference ?? []));
  return all.filter(({ verdict }) => verdict !== 'the same').length;
}

/** Significance level of all comparisons together. */
const SIGNIFICANCE = 0.05;
/** From so many seeds on, intervals hold in the presence of rare long runs too (docs/statistics.md). */
const ENOUGH_SEEDS = 60;

/** Fewest seeds with which one of so many differences can be significant: two of 2ⁿ sign flips are as far from zero as n equal signs, and Holm's smallest p-value is multiplied by their number. */
function fewestSeeds(tested: number): number {
  return Math.ceil(Math.log2((2 * tested) / SIGNIFICANCE));
}

/** What few seeds mean for p-values and intervals, as a sentence; empty where there are enough. */
export function fewSeedsSentence(comparison: Comparison): string {
  const { seeds } = comparison;
  const tested = testedIn(comparison);
  if (seeds < 2 || seeds >= ENOUGH_SEEDS) return '';
  if (tested > 0 && seeds < fewestSeeds(tested))
    return `${seeds} seeds cannot show a difference among ${count(tested, 'comparison')}, however large it is: ${fewestSeeds(tested)} or more can.`;
  return `${seeds} seeds may miss rare long runs, so intervals can be too narrow; ${ENOUGH_SEEDS} are better.`;
} // prettier-ignore
