/** Visits after an error at which its remains are looked at: 0 … 20. */
export const LAGS = 21;

/** Learning steps at which the distance from the shadow is noted: ten a decade. */
const GRID = [...new Set(Array.from({ length: 61 }, (_, k) => Math.round(10 ** (k / 10))))];

/** What becomes of write errors while a run goes on: the distance of the weights from those of the shadow, and what is left of an error visits later. */
export class ErrorHistory {
  /** root mean square distance of the critic, at the first of `learningSteps` */
  readonly critic: number[] = [];
  private steps = 0;
  /** critic errors and the ε2 that was new in them, visit by visit, of each cell */
  private readonly errors: number[][];
  private readonly fresh: number[][];

  /** @param columns of the weights' table, the critic's first */
  constructor(
    cells: number,
    private readonly columns: number,
  ) {
    this.errors = Array.from({ length: cells }, () => []);
    this.fresh = Array.from({ length: cells }, () => []);
  }

  note(held: Float64Array, shadow: Float64Array, wish: Float64Array, noise: Float64Array): void {
    if (++this.steps === GRID[this.critic.length]) this.critic.push(this.distances(held, shadow)[0]);
    for (let cell = 0; cell < this.errors.length; cell++) {
      const w = cell * this.columns;
      if (wish[w] === 0) continue;
      this.errors[cell].push(held[w] - shadow[w]);
      this.fresh[cell].push(noise[w]);
    }
  }

  /** Root mean square distance from the shadow: of the critic, of the actor. */
  distances(held: Float64Array, shadow: Float64Array): [number, number] {
    const squares = [0, 0];
    for (let w = 0; w < held.length; w++) squares[w % this.columns ? 1 : 0] += (held[w] - shadow[w]) ** 2;
    const cells = this.errors.length;
    return [Math.sqrt(squares[0] / cells), Math.sqrt(squares[1] / (cells * (this.columns - 1)))];
  }

  /** What is left of one error after so many visits of its cell, as a share of it. Undefined where there was no noise. */
  response(): number[] | undefined {
    const fresh: number[] = [];
    const before: number[] = [];
    const after: number[][] = Array.from({ length: LAGS }, () => []);
    this.errors.forEach((errors, cell) => {
      for (let t = 1; t + LAGS <= errors.length; t++) {
        fresh.push(this.fresh[cell][t]);
        before.push(errors[t - 1]);
        for (let k = 0; k < LAGS; k++) after[k].push(errors[t + k]);
      }
    });
    return partialSlopes(fresh, before, after);
  }
}

/** The learning steps at which the first so many distances were noted. */
export function learningSteps(count: number): number[] {
  return GRID.slice(0, count);
}

/** Below this a variance is rounding of doubles. */
const ROUNDING = 1e-20;

/**
 * Slopes of several columns over x, at equal z: the coefficient b of y = a + b x + c z in the sense of least squares.
 * Undefined where x does not vary by itself.
 */
function partialSlopes(
  x: readonly number[],
  z: readonly number[],
  columns: readonly (readonly number[])[],
): number[] | undefined {
  const xx = covariance(x, x);
  const zz = covariance(z, z);
  const xz = covariance(x, z);
  const alone = zz > ROUNDING ? xx - (xz * xz) / zz : xx;
  if (!(alone > ROUNDING)) return undefined;
  const share = zz > ROUNDING ? xz / zz : 0;
  return columns.map((y) => (covariance(x, y) - share * covariance(z, y)) / alone);
}

function covariance(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [mean(x), mean(y)];
  return x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0) / x.length;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
