import { branchNoise, type BranchNoise } from '../noise-split/branch-noise.js';
import { LevelDecoder } from './level-decoder.js';
import { levelEstimates, type LevelEstimates } from './level-intervals.js';
import { logLikelihoodOf, refineLevels } from './level-search.js';
import type { LevelNoise } from './switching-filter.js';

/** Two levels, and what was decoded with them. */
export interface FoundLevels extends LevelEstimates {
  readonly noise: LevelNoise;
  /** [cycle][reading]: chance of the upper level */
  readonly upper: readonly Float64Array[];
}

/** Rounds of decoding: each takes the steps out of the mean over cycles, which holds the share 1/C of them. */
const ROUNDS = { few: 5, many: 3 };
const FEW_CYCLES = 4;
/** Likelihoods of a round. */
const EVALUATIONS = 120;

/** Levels, with the steps taken out of the mean over cycles round by round. */
export function decodeLevels(
  rises: readonly Float64Array[],
  noise: BranchNoise,
  start: LevelNoise,
  upward: 1 | -1,
): FoundLevels {
  const decoder = new LevelDecoder(noise.mean.length, noise.basis);
  const rounds = noise.cycles < FEW_CYCLES ? ROUNDS.few : ROUNDS.many;
  let levels = start;
  let deviations = noise.deviations;
  for (let round = 1; ; round++) {
    const traces = deviations.map((deviation) => deviation.map((value) => upward * value));
    levels = refineLevels(decoder.filter, traces, levels, EVALUATIONS).noise;
    const upper = traces.map((trace) => decoder.upper(trace, levels));
    if (round === rounds) {
      const estimates = levelEstimates(levels, (tried) => logLikelihoodOf(decoder.filter, traces, tried));
      return { ...estimates, noise: levels, upper };
    }
    const cleaned = withoutSteps(rises, { noise: levels, upper }, upward);
    const { mean, fitted } = branchNoise(cleaned);
    const centre = noise.cycles > 1 ? mean : fitted;
    deviations = rises.map((rise) => rise.map((value, p) => value - centre[p]));
  }
}

/** Rises without their telegraph steps. */
export function withoutSteps(
  rises: readonly Float64Array[],
  { noise, upper }: Pick<FoundLevels, 'noise' | 'upper'>,
  upward: 1 | -1,
): Float64Array[] {
  return rises.map((rise, cycle) => rise.map((value, p) => value - upward * noise.height * upper[cycle][p]));
}

/** Number of steps between the likelier levels, of all cycles. */
export function stepsIn({ upper }: Pick<FoundLevels, 'upper'>): number {
  return upper.reduce((sum, chances) => sum + stepsOf(chances), 0);
}

/** Number of steps between the likelier levels of one cycle. @param chances of the upper level at each reading */
export function stepsOf(chances: Float64Array): number {
  return chances.reduce((sum, chance, i) => sum + Number(i > 0 && chance > 0.5 !== chances[i - 1] > 0.5), 0);
}
