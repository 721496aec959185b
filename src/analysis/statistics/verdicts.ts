import { holm } from './holm.js';

/** Significance level of all tests together. */
const LEVEL = 0.05;

/** What is to be judged: a mean difference with its own p-value; the same: no seed differs, so that there is nothing to test. */
interface Tested {
  readonly p: number;
  readonly value: number;
  readonly same: boolean;
}

export type Verdict = 'fewer' | 'more' | 'the same' | 'no difference shown';

/** The verdict of each difference, with p-values corrected for all that are tested (Holm); 1 for the same. */
export function verdicts(all: readonly Tested[]): { corrected: number; verdict: Verdict }[] {
  const tested = all.filter(({ same }) => !same);
  const corrected = holm(tested.map(({ p }) => p));
  return all.map((one) => {
    if (one.same) return { corrected: 1, verdict: 'the same' };
    const p = corrected[tested.indexOf(one)];
    if (p > LEVEL) return { corrected: p, verdict: 'no difference shown' };
    return { corrected: p, verdict: one.value < 0 ? 'fewer' : 'more' };
  });
}
