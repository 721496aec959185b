/**
 * The pieces of wire between two rows of a narrow array, one a column. The conductance matrix L of all rows on one side
 * passes them one after the other, L ← (L⁻¹ + R)⁻¹. No result is a difference of near numbers, so all digits hold for any R.
 */
export class ColumnPieces {
  /** L, columns × columns, up to its diagonal */
  readonly load: Float64Array;
  /** for each column, what an ampere in it makes of each column that is sensed */
  readonly weight: Float64Array;
  /** the present line of L */
  private readonly line: Float64Array;
  /** for each row and each column's piece of wire, how it shares an ampere between the columns */
  private readonly passed: Float64Array;

  /** @param ohms of a piece @param end ohms of a piece and of what is at the end of the column */
  constructor(
    rows: number,
    private readonly columns: number,
    private readonly ohms: number,
    readonly end: number,
  ) {
    this.load = new Float64Array(columns * columns);
    this.weight = new Float64Array(columns * columns);
    this.line = new Float64Array(columns);
    this.passed = new Float64Array(rows * columns * columns);
  }

  /** L through the pieces behind a row. @param isLast whether they are those at the end */
  pass(row: number, isLast: boolean): void {
    const { load, passed, line } = this;
    const ohms = isLast ? this.end : this.ohms;
    const m = this.columns | 0;
    let at = (row * m * m) | 0;
    for (let p = 0; p < m; p++) {
      for (let q = 0; q <= p; q++) line[q] = load[(p * m + q) | 0];
      for (let q = p + 1; q < m; q++) line[q] = load[(q * m + p) | 0];
      const share = 1 / (1 + ohms * line[p]);
      const by = -ohms * share;
      for (let a = 0; a < m; a++) {
        const part = by * line[a];
        passed[(at + a) | 0] = part;
        if (a !== p) addLine(load, (a * m) | 0, line, part, a);
      }
      passed[(at + p) | 0] = share;
      for (let q = 0; q <= p; q++) load[(p * m + q) | 0] = line[q] * share;
      for (let q = p + 1; q < m; q++) load[(q * m + p) | 0] = line[q] * share;
      at = (at + m) | 0;
    }
  }

  /** The weights of an ampere from behind the pieces to before them. @param count columns that are sensed */
  passBack(row: number, count: number): void {
    const { weight, passed } = this;
    const m = this.columns | 0;
    for (let p = m - 1; p >= 0; p--) {
      const at = ((row * m + p) * m) | 0;
      const own = (p * m) | 0;
      let c = 0;
      for (; c + 4 <= count; c += 4) fourWeights(weight, c, m, passed, at, own);
      for (; c < count; c++) {
        let sum = 0.0;
        for (let q = 0, w = c; q < m; q++, w += m) sum += passed[at + q] * weight[w];
        weight[own + c] = sum;
      }
    }
  }
}

/** Adds a multiple of a line's first numbers, to the diagonal, to a line of a matrix. */
function addLine(load: Float64Array, to: number, line: Float64Array, part: number, last: number): void {
  let b = 0;
  for (; b < last; b += 2) {
    load[(to + b) | 0] += part * line[b];
    load[(to + b + 1) | 0] += part * line[b + 1];
  }
  if (b === last) load[(to + b) | 0] += part * line[b];
}

/** Four neighbouring sums at a time, in registers. */
function fourWeights(
  weight: Float64Array,
  c: number,
  m: number,
  passed: Float64Array,
  at: number,
  own: number,
): void {
  let s0 = 0.0;
  let s1 = 0.0;
  let s2 = 0.0;
  let s3 = 0.0;
  let w = c | 0;
  for (let q = 0; q < m; q++) {
    const part = passed[(at + q) | 0];
    s0 += part * weight[w];
    s1 += part * weight[(w + 1) | 0];
    s2 += part * weight[(w + 2) | 0];
    s3 += part * weight[(w + 3) | 0];
    w = (w + m) | 0;
  }
  w = (own + c) | 0;
  weight[w] = s0;
  weight[(w + 1) | 0] = s1;
  weight[(w + 2) | 0] = s2;
  weight[(w + 3) | 0] = s3;
}
