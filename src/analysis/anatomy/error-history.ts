/** Number of visits at which the rest of an error is measured: 0 … 20 visits after it. */
export const LAGS = 21;

/** Learning steps at which the distance from the ideal copy is recorded: ten per decade. */
const GRID = [...new Set(Array.from({ length: 61 }, (_, k) => Math.round(10 ** (k / 10))))];

/** Write errors over a run: the distance of the weights from the ideal copy, and the share of an error that is left visits later. */
export class ErrorHistory {
  /** r.m.s. distance of the critic, at the first of `learningSteps` */
  readonly critic: number[] = [];
  private steps = 0;
  /** errors of the critic and their new ε2, [cell][visit] */
  private readonly errors: number[][];
  private readonly fresh: number[][];

  /** @param columns weights per cell, critic first */
  constructor(
    cells: number,
    private readonly columns: number,
  ) {
    this.errors = Array.from({ length: cells }, () => []);
    this.fresh = Array.from({ length: cells }, () => []);
  }

  /** Adds a learning step. @param held weights in the devices @param ideal weights of the ideal copy @param requested changes @param noise ε2 */
  add(held: Float64Array, ideal: Float64Array, requested: Float64Array, noise: Float64Array): void {
    if (++this.steps === GRID[this.critic.length]) this.critic.push(this.distances(held, ideal)[0]);
    for (let cell = 0; cell < this.errors.length; cell++) {
      const w = cell * this.columns;
      if (requested[w] === 0) continue;
      this.errors[cell].push(held[w] - ideal[w]);
      this.fresh[cell].push(noise[w]);
    }
  }

  /** R.m.s. distance from the ideal copy, of the critic and of the actor. */
  distances(held: Float64Array, ideal: Float64Array): [number, number] {
    const squares = [0, 0];
    for (let w = 0; w < held.length; w++) squares[w % this.columns ? 1 : 0] += (held[w] - ideal[w]) ** 2;
    const cells = this.errors.length;
    return [Math.sqrt(squares[0] / cells), Math.sqrt(squares[1] / (cells * (this.columns - 1)))];
  }

  /** Share of an error that is left after 0, 1, … visits of its cell; undefined without noise. */
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

/** The learning steps of the first `count` recorded distances. */
export function learningSteps(count: number): number[] {
  return GRID.slice(0, count);
}

/** Variances below this are rounding errors. */
const ROUNDING = 1e-20;

/**
 * Slopes of several columns over x at constant z: the least-squares coefficient b of y = a + b x + c z. Undefined if x does
 * not vary independently of z.
 */
function partialSlopes(
  x: readonly number[],
  z: readonly number[],
  columns: readonly (readonly number[])[],
): number[] | undefined {
  const xx = covariance(x, x);
  const zz = covariance(z, z);
  const xz = covariance(x, z);
  const residual = zz > ROUNDING ? xx - (xz * xz) / zz : xx;
  if (!(residual > ROUNDING)) return undefined;
  const share = zz > ROUNDING ? xz / zz : 0;
  return columns.map((y) => (covariance(x, y) - share * covariance(z, y)) / residual);
}

function covariance(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [mean(x), mean(y)];
  return x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0) / x.length;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
