import { PINK, SwitchingFilter, type LevelNoise } from './switching-filter.js';

/** Directions of the baseline that are free while levels are decoded: the first of the curve's, which are those of the exponential. */
const FREE_DIRECTIONS = 4;

/** Tells the level of each reading of a trace, by a filter that runs forth and one that runs back. */
export class LevelDecoder {
  /** the filter that runs forth */
  readonly filter: SwitchingFilter;
  private readonly backwards: SwitchingFilter;

  /** @param basis orthonormal directions in which the curve of a cycle may differ from the mean */
  constructor(
    private readonly readings: number,
    basis: readonly Float64Array[],
  ) {
    const baseline = basis.slice(0, FREE_DIRECTIONS);
    this.filter = new SwitchingFilter(readings, baseline, PINK);
    this.backwards = new SwitchingFilter(
      readings,
      baseline.map((direction) => direction.toReversed()),
      PINK,
    );
  }

  /**
   * The chance of the upper level at each reading, from the readings before it, those after it (the chain is reversible), and itself. Before the
   * first step a filter does not know the level; what a reading says of its own level then comes from the filter in the other direction.
   */
  upper(trace: Float64Array, noise: LevelNoise): Float64Array {
    const forth = new Float64Array(this.readings);
    const back = new Float64Array(this.readings);
    this.filter.logLikelihood(trace, noise, forth);
    this.backwards.logLikelihood(trace.toReversed(), noise, back);
    back.reverse();
    const prior = logOdds(noise.up / (noise.up + noise.down));
    const next = (chance: number | undefined) =>
      chance === undefined ? prior : logOdds(chance * (1 - noise.down) + (1 - chance) * noise.up);
    return trace.map((_, i) => {
      const [before, after] = [next(forth[i - 1]), next(back[i + 1])];
      const [own, ownBack] = [logOdds(forth[i]) - before, logOdds(back[i]) - after];
      const odds = before + after - prior + (Math.abs(own) > Math.abs(ownBack) ? own : ownBack);
      return 1 / (1 + Math.exp(-odds));
    });
  }
}

function logOdds(chance: number): number {
  return Math.log(Math.max(chance, Number.MIN_VALUE)) - Math.log(Math.max(1 - chance, Number.MIN_VALUE));
}
