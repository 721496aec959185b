import type { CellArray } from '../../sessions/cell-array.js';

/** The device between the terminals of a simulated source-measure unit, which limits its current. */
export class OneCell {
  private readonly volts = new Float64Array(1);

  constructor(private readonly cells: CellArray) {}

  /** The current at a level, and the share of the level that remains if the limit is reached. */
  at(level: number, limit: number): { amperes: number; share: number } {
    this.volts[0] = level;
    const unlimited = this.cells.current(0, this.volts, 1);
    const share = Math.abs(unlimited) > limit ? limit / Math.abs(unlimited) : 1;
    return { amperes: unlimited * share, share };
  }

  pulse(level: number, seconds: number): void {
    this.cells.pulse(0, 0, level, seconds);
  }
}
