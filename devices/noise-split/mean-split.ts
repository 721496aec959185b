import type { NoisePart } from './cosine-modes.js';
import type { VarianceEstimate } from './estimate.js';
import { MAXIMUM_RISE } from './likelihood-interval.js';
import type { NoiseSplit } from './split-noise.js';

/**
 * The mean of several splits: mean variances, with intervals from those of the parts (the method of variance estimates recovery; Zou and
 * Donner, Statist. Med. 27, 2008). Evidence for a part adds up.
 */
export function meanSplit(splits: readonly NoiseSplit[]): NoiseSplit {
  const of = (name: NoisePart | 'readLike') =>
    meanEstimate(splits.map((split) => ({ ...split[name], evidence: split.evidence[name] })));
  const evidence = (part: keyof NoiseSplit['evidence']) =>
    splits.reduce((sum, split) => sum + split.evidence[part], 0);
  return {
    white: of('white'),
    pink: of('pink'),
    readLike: of('readLike'),
    accumulating: of('accumulating'),
    evidence: {
      white: evidence('white'),
      pink: evidence('pink'),
      readLike: evidence('readLike'),
      accumulating: evidence('accumulating'),
      slow: evidence('slow'),
    },
  };
}

function meanEstimate(estimates: readonly (VarianceEstimate & { evidence: number })[]): VarianceEstimate {
  const value = estimates.reduce((sum, estimate) => sum + estimate.value, 0) / estimates.length;
  const mean = (distances: readonly number[]) => Math.hypot(...distances) / estimates.length;
  const below = estimates.map(({ value: own, low, evidence }) =>
    // An interval that ends at 0 is cut short there: how far it would go, the evidence at 0 says.
    low > 0 || own === 0 ? own - low : own * Math.sqrt(MAXIMUM_RISE / Math.max(evidence, Number.MIN_VALUE)),
  );
  const above = estimates.map(({ value: own, high }) => high - own);
  return { value, low: Math.max(0, value - mean(below)), high: value + mean(above) };
}
