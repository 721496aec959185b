import { meanOf } from '../../src/core/maths/vectors.js';
import { studentQuantile } from '../../src/core/student-quantile.js';
import type { BranchNoise } from './branch-noise.js';
import { likelihoodInterval } from './likelihood-interval.js';
import { meanSplit } from './mean-split.js';
import type { VarianceEstimate } from './estimate.js';
import { accumulatingRise, isSilent, type NoiseSplit } from './split-noise.js';

/** The noise of one branch, and its parts. */
interface SplitBranch {
  readonly noise: Pick<BranchNoise, 'spectrum'>;
  readonly split: NoiseSplit;
}

/** The noise of several devices, and what its intervals hold for. */
export interface PooledSplit extends NoiseSplit {
  readonly units: string;
}

/** Minimum number of devices that show how much devices differ. */
const MINIMUM_DEVICES = 4;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const STEPS = 30;

/**
 * The noise of several devices, each with equal weight. Intervals of read-like noise are for the mean of a population of such devices (Student's
 * t); with few devices, for these devices. Accumulating noise is often 0 in a device, so a mean of estimates that cannot be negative would be too
 * large: its estimate is the size that suits all devices best, and its interval that of their common likelihood.
 * @param devices [device][polarity]
 */
export function pooledSplit(devices: readonly (readonly SplitBranch[])[]): PooledSplit {
  const each = devices.map((branches) => meanSplit(branches.map(({ split }) => split)));
  const pooled = meanSplit(each);
  const count = devices.length;
  const units = `${count} ${count === 1 ? 'device' : 'devices'}`;
  if (count < MINIMUM_DEVICES) return { ...pooled, units };
  const population = (name: 'white' | 'pink' | 'readLike') =>
    populationMean(each.map((split) => split[name].value));
  return {
    ...pooled,
    white: population('white'),
    pink: population('pink'),
    readLike: population('readLike'),
    ...commonAccumulating(noisyOf(devices.flat())),
    units,
  };
}

/** Branches with noise, if any has some: readings that repeat would hold the common size at 0. */
function noisyOf(branches: readonly SplitBranch[]): readonly SplitBranch[] {
  const noisy = branches.filter(({ split }) => !isSilent(split));
  return noisy.length > 1 ? noisy : branches;
}

function populationMean(variances: readonly number[]): VarianceEstimate {
  const value = meanOf(variances);
  const squares = variances.reduce((sum, variance) => sum + (variance - value) ** 2, 0);
  const freedom = variances.length - 1;
  const half = studentQuantile(freedom) * Math.sqrt(squares / freedom / variances.length);
  return { value, low: Math.max(0, value - half), high: value + half };
}

/** One accumulating variance for all branches; where they differ more than they should, its interval is wider. */
function commonAccumulating(
  branches: readonly SplitBranch[],
): Pick<NoiseSplit, 'accumulating'> & { evidence: NoiseSplit['evidence'] } {
  const rises = branches.map(({ noise }) => accumulatingRise(noise));
  const rise = (variance: number) => rises.reduce((sum, of) => sum + of(variance), 0);
  const largest = Math.max(...branches.map(({ split }) => split.accumulating.high));
  const value = minimumBelow(largest, rise);
  const least = rise(value);
  const scale = Math.max(1, least / (branches.length - 1));
  const beyond = (variance: number) => Math.max(0, rise(variance) - least) / scale;
  const small = 1e-4 * largest;
  return {
    accumulating: likelihoodInterval(value, beyond, small),
    evidence: { ...meanSplit(branches.map(({ split }) => split)).evidence, accumulating: beyond(0) },
  };
}

/** Where a function of a variance has its minimum (golden section of the standard deviation; Kiefer, Proc. AMS 4, 1953). */
function minimumBelow(largest: number, of: (variance: number) => number): number {
  const at = (deviation: number) => of(deviation ** 2);
  let [low, high] = [0, Math.sqrt(largest)];
  let [left, right] = [high - GOLDEN * high, GOLDEN * high];
  let [atLeft, atRight] = [at(left), at(right)];
  for (let step = 0; step < STEPS; step++) {
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = at(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = at(right);
    }
  }
  const deviation = (low + high) / 2;
  return at(0) <= at(deviation) ? 0 : deviation ** 2;
}
