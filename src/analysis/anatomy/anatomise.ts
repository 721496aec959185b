import { dissection, type SeedAnatomy } from './dissect-seed.js';
import { LAGS, learningSteps } from './error-history.js';
import { feedbackLaws } from './feedback-laws.js';
import type { PlannedComparison } from '../compare/plan-comparison.js';
import type { Anatomy, SchemeAnatomy, Curve, ErrorKind } from './anatomy.js';
import { ERROR_BINS, type Distribution } from './error-parts.js';
import { PluginError, pluginFault } from '../../runs/load-plugins.js';
import { estimate, Moments } from '../../runs/statistics.js';
import type { Estimate } from '../../runs/summary.js';

/** The anatomy of the write errors of every planned scheme, all with the same seeds. @param begins called before each scheme */
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
    const dissected = (seed: number) =>
      dissect(seed).catch((error: unknown) => {
        const fault = pluginFault(error, experiment, i, seed);
        throw fault === undefined ? error : new PluginError(`${fault}; mend the plugin and run anew`);
      });
    const each: SeedAnatomy[] = [];
    for (let k = 0; k < seeds; k++) each.push(await dissected(firstSeed + k));
    schemes.push(schemeAnatomy(scheme, each));
  }
  const { bank, noise } = comparison.entries.find(({ scheme }) => scheme === comparison.reference)!;
  const laws = await feedbackLaws(firstSeed, learningRate, LAGS);
  return { environment, bank, noise, seeds, episodes, learningRate, schemes, laws };
}

/** The anatomy of a scheme from that of its seeds: means with 95 % intervals. */
function schemeAnatomy(scheme: string, seeds: readonly SeedAnatomy[]): SchemeAnatomy {
  const kind = (name: 'linear' | 'noise' | 'both' | 'reading') => errorKind(seeds.map(({ parts }) => parts[name]));
  const curves = seeds.map(({ distances }) => distances);
  const reached = Math.min(...curves.map(({ length }) => length));
  const responses = seeds.flatMap(({ response }) => (response ? [response] : []));
  return {
    scheme,
    updates: over(seeds, ({ parts }) => parts.both.count),
    linear: kind('linear'),
    noise: kind('noise'),
    both: kind('both'),
    reading: kind('reading'),
    critic: over(seeds, ({ critic }) => critic),
    actor: over(seeds, ({ actor }) => actor),
    accumulation: curve(learningSteps(reached), curves),
    response: responses.length > 0 ? curve([...responses[0].keys()], responses) : null,
  };
} // prettier-ignore

function errorKind(each: readonly Distribution[]): ErrorKind {
  const total = each.reduce((sum, { count }) => sum + count, 0);
  return {
    rms: over(each, ({ rms }) => rms),
    bias: over(each, ({ bias }) => bias),
    shares: Array.from({ length: ERROR_BINS.count }, (_, bin) =>
      total > 0 ? each.reduce((sum, { bins }) => sum + bins[bin], 0) / total : 0,
    ),
  };
}

function over<T>(seeds: readonly T[], value: (seed: T) => number): Estimate {
  const moments = new Moments(1);
  for (const seed of seeds) moments.addAt(0, value(seed));
  return estimate(moments);
}

function curve(at: number[], seeds: readonly (readonly number[])[]): Curve {
  const estimates = at.map((_, i) => over(seeds, (values) => values[i]));
  return { at, mean: estimates.map(({ mean }) => mean), interval: estimates.map(({ interval }) => interval) };
}
