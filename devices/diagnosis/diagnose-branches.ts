import { branchNoise, type BranchNoise } from '../noise-split/branch-noise.js';
import { splitNoise, type NoiseSplit } from '../noise-split/split-noise.js';
import type { Polarity } from '../vcm/response-curve.js';
import { misfitOf, type Misfit } from './misfit.js';
import { withoutSteps } from './decode-levels.js';
import { splitDecoded } from './decoding-effect.js';
import type { SearchedBranch } from './searched-branch.js';
import { findTelegraph, type TelegraphSearch } from './telegraph.js';

/** The noise of one polarity of a device. */
export interface BranchDiagnosis {
  /** without telegraph steps, where they are found */
  readonly noise: BranchNoise;
  readonly split: NoiseSplit;
  readonly telegraph: TelegraphSearch;
  /** of the curve α + β p − γ e^(−ζ p); undefined with one cycle, which cannot tell misfit from noise */
  readonly misfit: Misfit | undefined;
}

/** Branches of a device by polarity: [cycle][pulses since the lower end]; those that were measured. */
export type Rises = Partial<Record<Polarity, readonly Float64Array[]>>;

/** Analyses the noise of each polarity. @param raw the noise of each, telegraph steps included */
export function diagnoseBranches(
  rises: Rises,
  raw: Partial<Record<Polarity, BranchNoise>> = noiseOf(rises),
): Partial<Record<Polarity, BranchDiagnosis>> {
  const polarities = Object.keys(raw) as Polarity[];
  const branches = polarities.map((polarity): SearchedBranch => {
    const noise = raw[polarity]!;
    return { rises: rises[polarity]!, noise, split: splitNoise(noise), upward: polarity === 'set' ? 1 : -1 };
  });
  const telegraph = findTelegraph(branches);
  return Object.fromEntries(
    polarities.map((polarity, k) => [polarity, diagnosis(branches[k], telegraph[k])]),
  );
}

/** The noise of each polarity, telegraph steps included. */
export function noiseOf(rises: Rises): Partial<Record<Polarity, BranchNoise>> {
  return Object.fromEntries(
    Object.entries(rises).map(([polarity, branches]) => [polarity, branchNoise(branches)]),
  );
}

function diagnosis(branch: SearchedBranch, telegraph: TelegraphSearch): BranchDiagnosis {
  const { rises, upward } = branch;
  if (!telegraph.found) {
    const { noise, split } = branch;
    return { noise, split, telegraph, misfit: misfitOf(noise, split) };
  }
  const noise = branchNoise(withoutSteps(rises, telegraph.found, upward));
  const split = splitDecoded(noise, telegraph.found.noise);
  return { noise, split, telegraph, misfit: misfitOf(noise, split) };
}
