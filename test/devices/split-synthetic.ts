import { branchNoise } from '../../devices/noise-split/branch-noise.js';
import { splitNoise } from '../../devices/noise-split/split-noise.js';
import { NOISE_PARTS } from '../../devices/noise-split/cosine-modes.js';
import { pooledSplit } from '../../devices/noise-split/pooled-split.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { branch, normal, type SyntheticNoise } from './fitting-synthetic.js';

/** One branch of a synthetic device whose cycles differ in scale, in offset and a little in curvature, and its split. */
export function splitBranch(noise: SyntheticNoise, random: RandomStream, cycles = 10, pulses = 200) {
  const rises = Array.from({ length: cycles }, () => {
    const zeta = (5 + 0.25 * normal(random)) / pulses;
    const curve = { alpha: 0.6 + 0.08 * normal(random), beta: 0.4 / pulses, gamma: 0.6, zeta };
    return branch(curve, pulses, noise, random);
  });
  const own = branchNoise(rises);
  return { noise: own, split: splitNoise(own) };
}

type Recovered = Record<keyof SyntheticNoise | 'readLike', number>;

/**
 * How the noise of some synthetic branches is recovered. Variances add, so an error of a variance also suits a part that is 0.
 * @returns errors of the pooled variances as shares of the read-like one, and how many intervals of single branches hold the truth
 */
export function recovered(noise: SyntheticNoise, devices: number): { errors: Recovered; covered: Recovered } {
  const random = new RandomStream(`test/split noise ${JSON.stringify(noise)}`);
  const branches = Array.from({ length: devices }, () => splitBranch(noise, random));
  const pooled = pooledSplit(branches.map((one) => [one]));
  const readLike = Math.hypot(noise.white, noise.pink);
  const truth = { ...noise, readLike };
  const each = (of: (part: keyof Recovered) => number) =>
    Object.fromEntries(([...NOISE_PARTS, 'readLike'] as const).map((part) => [part, of(part)])) as Recovered;
  return {
    errors: each((part) => Math.abs(pooled[part].value - truth[part] ** 2) / readLike ** 2),
    covered: each(
      (part) =>
        branches.filter(({ split: { [part]: estimate } }) => {
          const { low, value, high } = estimate;
          if (low < 0 || low > value || high < value)
            throw new Error(`${part}: got ${value} outside [${low}, ${high}]`);
          return low <= truth[part] ** 2 && truth[part] ** 2 <= high;
        }).length,
    ),
  };
}
