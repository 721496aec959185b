/** Coefficients of each series. */
const TERMS = 10;

/**
 * A smooth function of x ≥ 0 as Taylor series of ten terms about equidistant points: quick, and as exact as its series. For hot loops:
 * nothing is allocated.
 */
export class SeriesTable {
  /** [point × 10 + k]: the coefficient of (x − point)^k */
  readonly table: Float64Array;

  /**
   * @param perUnit points per unit of x
   * @param last where the table ends; beyond it the caller knows better
   * @param series fills the coefficients about x: c[k] = f^(k)(x) / k!
   */
  constructor(
    private readonly perUnit: number,
    readonly last: number,
    series: (x: number, coefficients: Float64Array) => void,
  ) {
    const points = last * perUnit + 1;
    this.table = new Float64Array(points * TERMS);
    for (let point = 0; point < points; point++)
      series(point / perUnit, this.table.subarray(point * TERMS, (point + 1) * TERMS));
  }

  /** f(x), for 0 ≤ x ≤ last. */
  value(x: number): number {
    const { table, perUnit } = this;
    const point = Math.floor(x * perUnit + 0.5);
    const h = x - point / perUnit;
    const first = point * TERMS;
    let sum = table[first + TERMS - 1];
    for (let k = first + TERMS - 2; k >= first; k--) sum = sum * h + table[k];
    return sum;
  }

  /** Fills f(x) and f′(x), for 0 ≤ x ≤ last: Horner's scheme, written out because it is where networks spend their time. */
  fill(x: number, numbers: Float64Array, value: number, slope: number): void {
    const { table, perUnit } = this;
    const point = Math.floor(x * perUnit + 0.5);
    const h = x - point / perUnit;
    const first = point * TERMS;
    const c9 = table[first + 9];
    const c8 = c9 * h + table[first + 8];
    const c7 = c8 * h + table[first + 7];
    const c6 = c7 * h + table[first + 6];
    const c5 = c6 * h + table[first + 5];
    const c4 = c5 * h + table[first + 4];
    const c3 = c4 * h + table[first + 3];
    const c2 = c3 * h + table[first + 2];
    const c1 = c2 * h + table[first + 1];
    numbers[value] = c1 * h + table[first];
    const d7 = c9 * h + c8;
    const d5 = (d7 * h + c7) * h + c6;
    const d3 = (d5 * h + c5) * h + c4;
    numbers[slope] = ((d3 * h + c3) * h + c2) * h + c1;
  }
}
