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

  /**
   * What is left of one error after so many visits of its cell, as a share of it: the regression of the critic's error on the
   * noise that was new then, which is independent of all noise before and after. Undefined where there was no noise.
   */
  response(): number[] | undefined {
    const all = this.fresh.flat();
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
    const products = new Array<number>(LAGS).fill(0);
    let squares = 0;
    this.fresh.forEach((fresh, cell) => {
      for (let t = 0; t + LAGS <= fresh.length; t++) {
        const error = fresh[t] - mean;
        squares += error * error;
        for (let k = 0; k < LAGS; k++) products[k] += error * this.errors[cell][t + k];
      }
    });
    return squares > 0 ? products.map((product) => product / squares) : undefined;
  }
}

/** The learning steps at which the first so many distances were noted. */
export function learningSteps(count: number): number[] {
  return GRID.slice(0, count);
}
