import { leftByMean, type BranchNoise } from '../noise-split/branch-noise.js';
import { CosineModes } from '../noise-split/cosine-modes.js';
import { fitVariances } from '../noise-split/fit-variances.js';
import { isSilent, type NoiseSplit } from '../noise-split/split-noise.js';
import { logLikelihoodOf, refineLevels, refineOutliers } from './level-search.js';
import type { SearchedBranch } from './searched-branch.js';
import { ROUGH_PINK, SwitchingFilter, type LevelNoise } from './switching-filter.js';

/** Evidence below which there are no levels. */
const LEAST_EVIDENCE = 5;
/** Evidence after a first search below which it ends; the first search looks at ten cycles at most. */
const HOPELESS = 3;
/** Cycles of the first search, at most. */
const FEW = 10;
/** Mean dwells at which the search starts, in readings. */
const DWELLS = [5, 16, 50, 160];
/** Likelihoods of the first search: of fewer readings more, in the same time. */
const FIRST = { readings: 60_000, most: 120 };
/** Likelihoods of the later ones. */
const EVALUATIONS = { second: 160, outliers: 80 };

/** Levels with which decoding starts. */
export interface TelegraphStart {
  readonly levels: LevelNoise;
  /** natural logarithm of how much likelier they are than other noise */
  readonly evidence: number;
}

/**
 * Levels that are clearly likelier than other noise, and the evidence for them. Noise that wanders is no telegraph noise, so they compete with
 * Gaussian noise that has exactly their spectrum (Cox's test of separate families, J. R. Stat. Soc. B 24, 1962); neither are single outliers, so
 * they compete with levels without memory.
 */
export function telegraphStart(branch: SearchedBranch): TelegraphStart | undefined {
  const { noise, split } = branch;
  if (isSilent(split)) return undefined;
  const { traces, filter, gaussian } = searched(branch);
  const starts = DWELLS.flatMap((dwell) => startsAt(noise, split, dwell));
  const few = traces.slice(0, FEW);
  const evaluations = Math.min(FIRST.most, Math.ceil(FIRST.readings / (few.length * few[0].length)));
  const likely = bestOf(starts, ({ levels }) => logLikelihoodOf(filter, few, levels));
  const spectral = bestOf(starts, ({ deviance }) => -deviance);
  const first = bestOf(
    [...new Set([likely, spectral])].map(({ levels }) => refineLevels(filter, few, levels, evaluations)),
    ({ logLikelihood }) => logLikelihood,
  );
  if (first.logLikelihood - logLikelihoodOf(filter, few, gaussian) < HOPELESS) return undefined;
  const chance = refineOutliers(filter, few, first.noise, evaluations);
  if (first.logLikelihood - chance.logLikelihood < HOPELESS) return undefined;
  return confirmed(first.noise, { traces, filter, gaussian });
}

/** Levels near those of the other branch of a device, if they are likelier than other noise, and the evidence for them. */
export function startFrom(levels: LevelNoise, branch: SearchedBranch): TelegraphStart | undefined {
  return isSilent(branch.split) ? undefined : confirmed(levels, searched(branch));
}

/** What a search looks at: traces without the curve, a filter for them, and Gaussian noise of their spectrum. */
interface Searched {
  readonly traces: readonly Float64Array[];
  readonly filter: SwitchingFilter;
  readonly gaussian: LevelNoise;
}

function searched({ noise, split, upward }: SearchedBranch): Searched {
  const traces = noise.residuals.map((residual) => residual.map((value) => upward * value));
  const filter = new SwitchingFilter(traces[0].length, [], ROUGH_PINK);
  const left = leftByMean(noise.cycles);
  const gaussian: LevelNoise = {
    white: Math.max(left * split.white.value, SMALLEST * left * total(split)),
    pink: left * split.pink.value,
    accumulating: left * split.accumulating.value,
    height: 0,
    up: 0,
    down: 0,
  };
  return { traces, filter, gaussian };
}

/** Levels refined on all traces, if the evidence for them against Gaussian noise and against outliers is enough. */
function confirmed(start: LevelNoise, { traces, filter, gaussian }: Searched): TelegraphStart | undefined {
  const fit = refineLevels(filter, traces, start, EVALUATIONS.second);
  const outliers = refineOutliers(filter, traces, start, EVALUATIONS.outliers);
  const other = Math.max(logLikelihoodOf(filter, traces, gaussian), outliers.logLikelihood);
  const evidence = fit.logLikelihood - other;
  return evidence < LEAST_EVIDENCE ? undefined : { levels: fit.noise, evidence };
}

/** Share of the noise variance that the white part has at least: no likelihood has a white part of 0. */
const SMALLEST = 1e-6;

/** Variance of 1/f-like and of accumulating noise at the start of a search, as shares of that of the steps, from which the spectrum cannot tell them. */
const PINK_AT_START = 0.1;
const ACCUMULATING_AT_START = 1e-3;
/** Variance of the steps at the start of a search, as a share of all noise, at least. */
const LEAST_STEPS = 0.1;

function total({ readLike, accumulating }: NoiseSplit): number {
  return readLike.value + accumulating.value;
}

/** Levels of equal dwell, whose steps have the variance that the spectrum gives them: beside white noise, and beside white and accumulating noise. */
function startsAt(
  { spectrum, mean, cycles }: BranchNoise,
  split: NoiseSplit,
  dwell: number,
): { levels: LevelNoise; deviance: number }[] {
  const unit = CosineModes.of(mean.length).exponentialPower(1 - 2 / dwell);
  const most = Math.max(...spectrum.freedom);
  const steps = Float64Array.from(spectrum.modes, (mode, k) => (unit[mode] * spectrum.freedom[k]) / most);
  const { white, accumulating } = spectrum.expected;
  const all = leftByMean(cycles) * total(split);
  return [
    [white, steps],
    [white, steps, accumulating],
  ].map((columns) => {
    const { variances, deviance } = fitVariances({ ...spectrum, columns });
    const [w, t, a = 0] = variances.map((variance) => leftByMean(cycles) * variance);
    const stepped = Math.max(t, LEAST_STEPS * all);
    const levels = {
      white: Math.max(w, SMALLEST * all),
      pink: PINK_AT_START * stepped,
      accumulating: Math.max(a, ACCUMULATING_AT_START * stepped),
      height: 2 * Math.sqrt(stepped),
      up: 1 / dwell,
      down: 1 / dwell,
    };
    return { levels, deviance };
  });
}

function bestOf<Candidate>(all: readonly Candidate[], merit: (one: Candidate) => number): Candidate {
  return all.reduce((best, one) => (merit(one) > merit(best) ? one : best));
}
