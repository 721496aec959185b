import { dissection, type SeedAnatomy } from './dissect-seed.js';
import { LAGS } from './error-history.js';
import { feedbackLaws } from './feedback-laws.js';
import type { PlannedComparison } from '../compare/plan-comparison.js';
import type { Anatomy, SchemeAnatomy } from './anatomy.js';
import { dissectScheme } from './dissect-scheme.js';

/** Takes the write errors of every planned scheme apart, all with the same seeds. @param begins is told of each scheme */
export async function anatomise(
  { experiment, comparison }: PlannedComparison,
  fits: Parameters<typeof dissection>[2],
  begins: (scheme: string) => void,
): Promise<Anatomy> {
  const { environment, seeds, firstSeed, episodes, learningRate, conditions } = experiment;
  const schemes: SchemeAnatomy[] = [];
  for (const [i, { scheme }] of comparison.entries.entries()) {
    begins(scheme);
    const dissect = dissection(experiment, conditions[i], fits);
    const each: SeedAnatomy[] = [];
    for (let k = 0; k < seeds; k++) each.push(await dissect(firstSeed + k));
    schemes.push(dissectScheme(scheme, each));
  }
  const { bank, noise } = comparison.entries.find(({ scheme }) => scheme === comparison.reference)!;
  const laws = await feedbackLaws(firstSeed, learningRate, LAGS);
  return { environment, bank, noise, seeds, episodes, learningRate, schemes, laws };
}
