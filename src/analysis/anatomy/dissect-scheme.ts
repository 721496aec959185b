import type { SeedAnatomy } from './dissect-seed.js';
import { ERROR_BINS, type Distribution } from './distribution.js';
import { learningSteps } from './error-history.js';
import { estimate, Moments } from '../../runs/statistics.js';
import type { Estimate } from '../../runs/summary.js';
import type { Curve, ErrorKind, SchemeAnatomy } from './anatomy.js';

/** Seeds put together: means over them, with 95 % intervals. */
export function dissectScheme(scheme: string, seeds: readonly SeedAnatomy[]): SchemeAnatomy {
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
