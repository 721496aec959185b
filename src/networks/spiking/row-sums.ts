/**
 * Adds rows of weights to a row of sums, one row after the other: each sum has the same order of additions as if rows came singly. So it
 * has the same bits wherever the same rows are added.
 *
 * @param first place of the first weight; row r has its weights at first + r × width
 * @param row numbers of the rows, from place `from` up to `to`
 */
export function addRows(
  weights: Float64Array,
  first: number,
  width: number,
  row: Uint16Array,
  from: number,
  to: number,
  sums: Float64Array,
  at: number,
): void {
  let k = from;
  for (; k + 3 < to; k += 4) {
    const a = first + row[k] * width;
    const b = first + row[k + 1] * width;
    const c = first + row[k + 2] * width;
    const d = first + row[k + 3] * width;
    for (let j = 0; j < width; j++)
      sums[at + j] = sums[at + j] + weights[a + j] + weights[b + j] + weights[c + j] + weights[d + j];
  }
  for (; k < to; k++) {
    const a = first + row[k] * width;
    for (let j = 0; j < width; j++) sums[at + j] += weights[a + j];
  }
}

/** Adds a row of slopes to rows of a gradient: the transpose of `addRows`. */
export function addToRows(
  gradient: Float64Array,
  first: number,
  width: number,
  row: Uint16Array,
  from: number,
  to: number,
  slopes: Float64Array,
  at: number,
): void {
  let k = from;
  for (; k + 3 < to; k += 4) {
    const a = first + row[k] * width;
    const b = first + row[k + 1] * width;
    const c = first + row[k + 2] * width;
    const d = first + row[k + 3] * width;
    for (let j = 0; j < width; j++) {
      const slope = slopes[at + j];
      gradient[a + j] += slope;
      gradient[b + j] += slope;
      gradient[c + j] += slope;
      gradient[d + j] += slope;
    }
  }
  for (; k < to; k++) {
    const a = first + row[k] * width;
    for (let j = 0; j < width; j++) gradient[a + j] += slopes[at + j];
  }
}

/** Adds to each of `rows` targets the product of its row of weights with a row of slopes. */
export function addProducts(
  weights: Float64Array,
  first: number,
  width: number,
  rows: number,
  slopes: Float64Array,
  at: number,
  targets: Float64Array,
  target: number,
): void {
  let i = 0;
  // Four sums at once: one alone waits for each of its additions.
  for (; i + 3 < rows; i += 4) {
    const a = first + i * width;
    const b = a + width;
    const c = b + width;
    const d = c + width;
    let [p, q, r, s] = [0, 0, 0, 0];
    for (let j = 0; j < width; j++) {
      const slope = slopes[at + j];
      p += weights[a + j] * slope;
      q += weights[b + j] * slope;
      r += weights[c + j] * slope;
      s += weights[d + j] * slope;
    }
    targets[target + i] += p;
    targets[target + i + 1] += q;
    targets[target + i + 2] += r;
    targets[target + i + 3] += s;
  }
  for (; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += weights[first + i * width + j] * slopes[at + j];
    targets[target + i] += sum;
  }
}
