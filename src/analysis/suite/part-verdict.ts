import type { SuiteEntry } from '../../runs/suite-file.js';
import { meanInterval } from '../statistics/interval-estimate.js';
import { meanDifference } from '../statistics/mean-difference.js';
import { SeedResamples } from '../statistics/seed-resamples.js';
import { verdicts } from '../statistics/verdicts.js';

/** A scheme in a part with the score of each seed. */
type Scored = Pick<SuiteEntry, 'scheme' | 'bank' | 'noise' | 'unranked' | 'scores'>;

/** Where there is no difference, there is nothing to test. */
const NONE = { p: 1, value: 0, same: true };

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
  const judged = verdicts(
    differences.map((one) => (one ? { p: one.p, value: one.mean.value, same: one.zero } : NONE)),
  );
  return differences.map((difference, i) => ({
    steps: meanInterval(scores[i], resamples),
    difference: difference && { steps: difference.mean, corrected: judged[i].corrected },
  }));
}
