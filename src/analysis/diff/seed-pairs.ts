import type { Experiment } from '../../experiment/experiment.js';

/** Which seeds of two runs are compared. */
export interface SeedPairs {
  count: number;
  /** whether these are the same seeds; otherwise the first seeds of both are paired in their order, as independent samples */
  common: boolean;
  /** the first of them in each run */
  first: [number, number];
}

type Seeds = Pick<Experiment, 'firstSeed' | 'seeds'>;

/** The seeds that two runs have in common; without any, the same number of each. */
export function seedPairs(a: Seeds, b: Seeds): SeedPairs {
  const from = Math.max(a.firstSeed, b.firstSeed);
  const count = Math.min(a.firstSeed + a.seeds, b.firstSeed + b.seeds) - from;
  return count > 0
    ? { count, common: true, first: [from, from] }
    : { count: Math.min(a.seeds, b.seeds), common: false, first: [a.firstSeed, b.firstSeed] };
}
