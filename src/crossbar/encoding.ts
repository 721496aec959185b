import type { Board } from '../../drivers/boards/board.js';

/** What voltage stands for an input of a crossbar. */
export interface Encoding {
  /** Volts on each device for an input of one. @param unit current that stands for one, amperes */
  gain(board: Pick<Board, 'lowest' | 'highest'>, unit: number): Float64Array;
}

/**
 * A voltage of its own for each device, by its window: V = x I₁ / (G1 − G0), I₁ the unit. Sums are exact, and columns are
 * read one after the other (doi:10.1038/s42256-025-01149-w, Methods, circuit of the TD error).
 */
export const perDevice: Encoding = {
  gain: ({ lowest, highest }, unit) => lowest.map((low, d) => unit / (highest[d] - low)),
};

/**
 * One voltage a row for the whole array, so that one read serves all columns: V = x I₁ / ΔG, ΔG the mean window. The offset
 * Σ_j V_j G0_jc of each column is cancelled, so windows may lie anywhere; but each weight counts by the width of its
 * window: y_c = Σ_j x_j w_jc ΔG_jc / ΔG. Sums are exact only where all windows are equally wide.
 */
export const sharedByArray: Encoding = {
  gain({ lowest, highest }, unit) {
    const width = highest.reduce((sum, high, d) => sum + high - lowest[d], 0) / lowest.length;
    return new Float64Array(lowest.length).fill(unit / width);
  },
};
