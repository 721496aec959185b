import type { CellArray } from '../../sessions/cell-array.js';

/** The device between the terminals of a source-measure unit, which never gives it more than a limit. */
export class OneCell {
  private readonly volts = new Float64Array(1);

  constructor(private readonly cells: CellArray) {}

  /** What flows at a level, and the share of the level that is there if the limit is reached. */
  at(level: number, limit: number): { amperes: number; share: number } {
    this.volts[0] = level;
    const wanted = this.cells.current(0, this.volts, 1);
    const share = Math.abs(wanted) > limit ? limit / Math.abs(wanted) : 1;
    return { amperes: wanted * share, share };
  }

  pulse(level: number, seconds: number): void {
    this.cells.pulse(0, 0, level, seconds);
  }
}
