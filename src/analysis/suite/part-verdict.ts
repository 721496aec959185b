import type { SuiteEntry } from '../../runs/suite-file.js';
import { holm } from '../statistics/holm.js';
import { meanInterval } from '../statistics/interval-estimate.js';
import { meanDifference, type MeanDifference } from '../statistics/mean-difference.js';
import { SeedResamples } from '../statistics/seed-resamples.js';

/** A scheme in a part with the score of each seed. */
type Scored = Pick<SuiteEntry, 'scheme' | 'bank' | 'noise' | 'unranked' | 'scores'>;

/** What follows from the scores of a part: for each scheme its mean and its difference from the reference, p-values corrected for all of them. */
export function partVerdict(
  entries: readonly Scored[],
  reference: string,
): Pick<SuiteEntry, 'steps' | 'difference'>[] {
  const resamples = new SeedResamples(entries[0].scores.length);
  const scores = entries.map((entry) => Float64Array.from(entry.scores));
  const differences = entries.map(({ bank, noise, scheme, unranked }, i) => {
    const beside = entries.findIndex(
      (one) => one.scheme === reference && one.bank === bank && one.noise === noise,
    );
    if (beside < 0 || unranked || scheme === reference) return null;
    return meanDifference(
      scores[i].map((score, seed) => score - scores[beside][seed]),
      resamples,
    );
  });
  const corrected = corrections(differences);
  return differences.map((difference, i) => ({
    steps: meanInterval(scores[i], resamples),
    difference: difference && { steps: difference.mean, corrected: corrected[i] },
  }));
}

/** The p-values of the differences that are comparisons, corrected for all of them; 1 elsewhere. */
function corrections(differences: readonly (MeanDifference | null)[]): number[] {
  const places = [...differences.keys()].filter((i) => differences[i] !== null && !differences[i].zero);
  const corrected = holm(places.map((i) => differences[i]!.p));
  return differences.map((_, i) => corrected[places.indexOf(i)] ?? 1);
}
