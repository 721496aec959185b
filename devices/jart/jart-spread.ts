import type { RandomStream } from '../../src/core/random-stream.js';
import { FORM_LIMIT } from './form-table.js';
import type { JartParameters } from './jart-parameters.js';

/** How cells differ, and how one changes from cycle to cycle, as multiples of what was published for v1b var. */
export interface JartSpread {
  /** device to device; 0 for cells that are all alike */
  readonly devices: number;
  /** cycle to cycle; 0 for filaments that keep their form */
  readonly cycles: number;
}

/** Standard deviation and limits of what differs from cell to cell (Bengel et al. 2020; limits of Yu et al. 2022). */
const published = {
  highestN: { sigma: 1, minimum: 18, maximum: 22 },
  lowestN: { sigma: 0.002, minimum: 0.004, maximum: 0.016 },
  /** of the nominal ones */
  discLength: { sigma: 0.1, minimum: 1 - FORM_LIMIT, maximum: 1 + FORM_LIMIT },
  radius: { sigma: 5 / 45, minimum: 1 - FORM_LIMIT, maximum: 1 + FORM_LIMIT },
};

/** What differs from cell to cell, as columns. */
export interface DrawnCells {
  readonly highestN: Float64Array;
  readonly lowestN: Float64Array;
  /** radius and disc length over the nominal ones, minus 1 */
  readonly wider: Float64Array;
  readonly longer: Float64Array;
}

/** Draws cells from truncated normal distributions. @param spread multiplies the published standard deviations */
export function drawCells(
  size: number,
  { highestN, lowestN }: JartParameters,
  spread: number,
  random: RandomStream,
): DrawnCells {
  const drawn = new Float64Array(1);
  const truncated = (mean: number, { sigma, minimum, maximum }: (typeof published)['radius']) => {
    for (;;) {
      random.normals(drawn, 1);
      const value = mean + spread * sigma * drawn[0];
      if (spread === 0 || (value >= minimum && value <= maximum)) return value;
    }
  };
  const cells = Array.from({ length: size }, () => [
    truncated(highestN, published.highestN),
    truncated(lowestN, published.lowestN),
    truncated(1, published.discLength) - 1,
    truncated(1, published.radius) - 1,
  ]);
  const column = (k: number) => Float64Array.from(cells, (cell) => cell[k]);
  return { highestN: column(0), lowestN: column(1), longer: column(2), wider: column(3) };
}
