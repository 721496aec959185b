/** target += scale · source, over columns of equal length that begin at given places. */
export function addScaled(
  target: Float64Array,
  at: number,
  scale: number,
  source: Float64Array,
  from: number,
  count: number,
): void {
  for (let n = 0; n < count; n++) target[at + n] += scale * source[from + n];
}

/** Σ left · right, over columns of equal length that begin at given places; four sums at once. */
export function dotColumns(
  left: Float64Array,
  leftAt: number,
  right: Float64Array,
  rightAt: number,
  count: number,
): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let n = 0;
  for (; n + 3 < count; n += 4) {
    a += left[leftAt + n] * right[rightAt + n];
    b += left[leftAt + n + 1] * right[rightAt + n + 1];
    c += left[leftAt + n + 2] * right[rightAt + n + 2];
    d += left[leftAt + n + 3] * right[rightAt + n + 3];
  }
  for (; n < count; n++) a += left[leftAt + n] * right[rightAt + n];
  return a + b + (c + d);
}

/** target = left · right, element by element, over columns of equal length that begin at given places. */
export function multiplyColumns(
  target: Float64Array,
  at: number,
  left: Float64Array,
  leftAt: number,
  right: Float64Array,
  rightAt: number,
  count: number,
): void {
  for (let n = 0; n < count; n++) target[at + n] = left[leftAt + n] * right[rightAt + n];
}
