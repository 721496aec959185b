// The arithmetic of networks on columns of samples (src/networks/columns/column-engine.ts), over a host's numbers in this memory.
// Two neighbours of a column go side by side in a vector. All places are addresses, and all steps and lengths bytes.

const NUMBER: usize = 8;
const PAIR: usize = 16;

/** Room for the host's numbers. @returns its address */
export function reserve(bytes: usize): usize {
  return heap.alloc(bytes);
}

/** target(r) = Σ matrix(r, c) source(c), or adds it. */
export function combine(
  target: usize,
  rows: i32,
  matrix: usize,
  rowStep: usize,
  columnStep: usize,
  source: usize,
  sourceStep: usize,
  columns: i32,
  length: usize,
  add: bool,
): void {
  for (let r = 0; r < rows; r++, target += length, matrix += rowStep) {
    let keep = add;
    let entry = matrix;
    let from = source;
    let c = columns;
    for (; c >= 4; c -= 4, entry += 4 * columnStep, from += 4 * sourceStep) {
      addFour(target, entry, columnStep, from, sourceStep, length, keep);
      keep = true;
    }
    if (c >= 2) {
      addTwo(target, entry, columnStep, from, sourceStep, length, keep);
      keep = true;
      c -= 2;
      entry += 2 * columnStep;
      from += sourceStep + sourceStep;
    }
    if (c > 0) addOne(target, load<f64>(entry), from, length, keep);
    else if (!keep) memory.fill(target, 0, length);
  }
}

function addFour(
  target: usize,
  matrix: usize,
  step: usize,
  source: usize,
  sourceStep: usize,
  length: usize,
  keep: bool,
): void {
  const a = load<f64>(matrix);
  const b = load<f64>(matrix + step);
  const c = load<f64>(matrix + 2 * step);
  const d = load<f64>(matrix + 3 * step);
  const aa = f64x2.splat(a);
  const bb = f64x2.splat(b);
  const cc = f64x2.splat(c);
  const dd = f64x2.splat(d);
  const third = sourceStep + sourceStep;
  const fourth = third + sourceStep;
  const whole = target + (length & ~(PAIR - 1));
  const end = target + length;
  for (; target < whole; target += PAIR, source += PAIR) {
    const ab = f64x2.add(f64x2.mul(aa, v128.load(source)), f64x2.mul(bb, v128.load(source + sourceStep)));
    const cd = f64x2.add(f64x2.mul(cc, v128.load(source + third)), f64x2.mul(dd, v128.load(source + fourth)));
    const sum = f64x2.add(ab, cd);
    v128.store(target, keep ? f64x2.add(v128.load(target), sum) : sum);
  }
  if (target < end) {
    const ab = a * load<f64>(source) + b * load<f64>(source + sourceStep);
    const sum = ab + (c * load<f64>(source + third) + d * load<f64>(source + fourth));
    store<f64>(target, keep ? load<f64>(target) + sum : sum);
  }
}

function addTwo(
  target: usize,
  matrix: usize,
  step: usize,
  source: usize,
  sourceStep: usize,
  length: usize,
  keep: bool,
): void {
  const a = load<f64>(matrix);
  const b = load<f64>(matrix + step);
  const aa = f64x2.splat(a);
  const bb = f64x2.splat(b);
  const whole = target + (length & ~(PAIR - 1));
  const end = target + length;
  for (; target < whole; target += PAIR, source += PAIR) {
    const sum = f64x2.add(f64x2.mul(aa, v128.load(source)), f64x2.mul(bb, v128.load(source + sourceStep)));
    v128.store(target, keep ? f64x2.add(v128.load(target), sum) : sum);
  }
  if (target < end) {
    const sum = a * load<f64>(source) + b * load<f64>(source + sourceStep);
    store<f64>(target, keep ? load<f64>(target) + sum : sum);
  }
}

function addOne(target: usize, scale: f64, source: usize, length: usize, keep: bool): void {
  const scales = f64x2.splat(scale);
  const whole = target + (length & ~(PAIR - 1));
  const end = target + length;
  for (; target < whole; target += PAIR, source += PAIR) {
    const product = f64x2.mul(scales, v128.load(source));
    v128.store(target, keep ? f64x2.add(v128.load(target), product) : product);
  }
  if (target < end) {
    const product = scale * load<f64>(source);
    store<f64>(target, keep ? load<f64>(target) + product : product);
  }
}

/** target(r) = left(r) · right, number by number, or adds it. */
export function multiply(
  target: usize,
  left: usize,
  rows: i32,
  right: usize,
  length: usize,
  add: bool,
): void {
  for (let r = 0; r < rows; r++) {
    let by = right;
    const whole = target + (length & ~(PAIR - 1));
    const end = target + length;
    for (; target < whole; target += PAIR, left += PAIR, by += PAIR) {
      const product = f64x2.mul(v128.load(left), v128.load(by));
      v128.store(target, add ? f64x2.add(v128.load(target), product) : product);
    }
    if (target < end) {
      const product = load<f64>(left) * load<f64>(by);
      store<f64>(target, add ? load<f64>(target) + product : product);
      target += NUMBER;
      left += NUMBER;
    }
  }
}

/** matrix(r, c) += left(r) · right(c). */
export function dots(
  left: usize,
  rows: i32,
  right: usize,
  columns: i32,
  length: usize,
  matrix: usize,
  rowStep: usize,
  columnStep: usize,
): void {
  let r = rows;
  for (; r >= 4; r -= 4, left += 4 * length, matrix += 4 * rowStep) {
    let from = right;
    let to = matrix;
    let c = columns;
    for (; c >= 3; c -= 3, from += 3 * length, to += 3 * columnStep)
      fourByThree(left, from, length, to, rowStep, columnStep);
    for (; c > 0; c--, from += length, to += columnStep) fourByOne(left, from, length, to, rowStep);
  }
  for (; r > 0; r--, left += length, matrix += rowStep) {
    let from = right;
    let to = matrix;
    let c = columns;
    // Rows and columns change places: the products are the same.
    for (; c >= 4; c -= 4, from += 4 * length, to += 4 * columnStep)
      fourByOne(from, left, length, to, columnStep);
    for (; c > 0; c--, from += length, to += columnStep) addTo(to, dot(left, from, length));
  }
}

function fourByThree(
  left: usize,
  right: usize,
  length: usize,
  matrix: usize,
  rowStep: usize,
  columnStep: usize,
): void {
  const zero = f64x2.splat(0);
  let a0 = zero;
  let a1 = zero;
  let a2 = zero;
  let b0 = zero;
  let b1 = zero;
  let b2 = zero;
  let c0 = zero;
  let c1 = zero;
  let c2 = zero;
  let d0 = zero;
  let d1 = zero;
  let d2 = zero;
  const two = length + length;
  const three = two + length;
  const whole = left + (length & ~(PAIR - 1));
  const end = left + length;
  for (; left < whole; left += PAIR, right += PAIR) {
    const u = v128.load(right);
    const v = v128.load(right + length);
    const w = v128.load(right + two);
    let x = v128.load(left);
    a0 = f64x2.add(a0, f64x2.mul(x, u));
    a1 = f64x2.add(a1, f64x2.mul(x, v));
    a2 = f64x2.add(a2, f64x2.mul(x, w));
    x = v128.load(left + length);
    b0 = f64x2.add(b0, f64x2.mul(x, u));
    b1 = f64x2.add(b1, f64x2.mul(x, v));
    b2 = f64x2.add(b2, f64x2.mul(x, w));
    x = v128.load(left + two);
    c0 = f64x2.add(c0, f64x2.mul(x, u));
    c1 = f64x2.add(c1, f64x2.mul(x, v));
    c2 = f64x2.add(c2, f64x2.mul(x, w));
    x = v128.load(left + three);
    d0 = f64x2.add(d0, f64x2.mul(x, u));
    d1 = f64x2.add(d1, f64x2.mul(x, v));
    d2 = f64x2.add(d2, f64x2.mul(x, w));
  }
  if (left < end) {
    const u = alone(right);
    const v = alone(right + length);
    const w = alone(right + two);
    let x = alone(left);
    a0 = f64x2.add(a0, f64x2.mul(x, u));
    a1 = f64x2.add(a1, f64x2.mul(x, v));
    a2 = f64x2.add(a2, f64x2.mul(x, w));
    x = alone(left + length);
    b0 = f64x2.add(b0, f64x2.mul(x, u));
    b1 = f64x2.add(b1, f64x2.mul(x, v));
    b2 = f64x2.add(b2, f64x2.mul(x, w));
    x = alone(left + two);
    c0 = f64x2.add(c0, f64x2.mul(x, u));
    c1 = f64x2.add(c1, f64x2.mul(x, v));
    c2 = f64x2.add(c2, f64x2.mul(x, w));
    x = alone(left + three);
    d0 = f64x2.add(d0, f64x2.mul(x, u));
    d1 = f64x2.add(d1, f64x2.mul(x, v));
    d2 = f64x2.add(d2, f64x2.mul(x, w));
  }
  addThree(matrix, columnStep, a0, a1, a2);
  addThree(matrix + rowStep, columnStep, b0, b1, b2);
  addThree(matrix + 2 * rowStep, columnStep, c0, c1, c2);
  addThree(matrix + 3 * rowStep, columnStep, d0, d1, d2);
}

/** The last number of a column of odd length, with a zero beside it. */
function alone(place: usize): v128 {
  return v128.load64_zero(place);
}

function addThree(matrix: usize, step: usize, first: v128, second: v128, third: v128): void {
  addTo(matrix, across(first));
  addTo(matrix + step, across(second));
  addTo(matrix + 2 * step, across(third));
}

function fourByOne(left: usize, right: usize, length: usize, matrix: usize, rowStep: usize): void {
  const zero = f64x2.splat(0);
  let a = zero;
  let b = zero;
  let c = zero;
  let d = zero;
  const two = length + length;
  const three = two + length;
  const whole = left + (length & ~(PAIR - 1));
  const end = left + length;
  for (; left < whole; left += PAIR, right += PAIR) {
    const u = v128.load(right);
    a = f64x2.add(a, f64x2.mul(v128.load(left), u));
    b = f64x2.add(b, f64x2.mul(v128.load(left + length), u));
    c = f64x2.add(c, f64x2.mul(v128.load(left + two), u));
    d = f64x2.add(d, f64x2.mul(v128.load(left + three), u));
  }
  if (left < end) {
    const u = alone(right);
    a = f64x2.add(a, f64x2.mul(alone(left), u));
    b = f64x2.add(b, f64x2.mul(alone(left + length), u));
    c = f64x2.add(c, f64x2.mul(alone(left + two), u));
    d = f64x2.add(d, f64x2.mul(alone(left + three), u));
  }
  addTo(matrix, across(a));
  addTo(matrix + rowStep, across(b));
  addTo(matrix + 2 * rowStep, across(c));
  addTo(matrix + 3 * rowStep, across(d));
}

function dot(left: usize, right: usize, length: usize): f64 {
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  const end = left + length;
  for (; left + 2 * PAIR <= end; left += 2 * PAIR, right += 2 * PAIR) {
    even = f64x2.add(even, f64x2.mul(v128.load(left), v128.load(right)));
    odd = f64x2.add(odd, f64x2.mul(v128.load(left, PAIR), v128.load(right, PAIR)));
  }
  let sum = across(f64x2.add(even, odd));
  for (; left < end; left += NUMBER, right += NUMBER) sum += load<f64>(left) * load<f64>(right);
  return sum;
}

function across(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

function addTo(place: usize, number: f64): void {
  store<f64>(place, load<f64>(place) + number);
}

/** Terms of a series, and points per unit (src/core/maths/series-table.ts). */
const TERMS: usize = 10;
const PER_UNIT: f64 = 8;

/**
 * Fills log(1 + e^z), its slope s = 1 / (1 + e^−z) and, unless its address is 0, its curvature s (1 − s), from the series of log(1 + e^−x) about points of x.
 * @param table of pairs, as [point × 10 + k]: the coefficients of (x − point)^k in the value and in the slope
 */
export function fillSoftplus(
  table: usize,
  last: f64,
  z: usize,
  length: usize,
  value: usize,
  slope: usize,
  curvature: usize,
): void {
  for (let n: usize = 0; n < length; n += NUMBER) {
    const x = load<f64>(z + n);
    const size = abs(x);
    let tail = f64x2.splat(0);
    if (size <= last) {
      const point = i32(size * PER_UNIT + 0.5);
      const h = f64x2.splat(size - f64(point) / PER_UNIT);
      const from = table + <usize>point * (TERMS * PAIR);
      tail = v128.load(from, 9 * PAIR);
      tail = f64x2.add(f64x2.mul(tail, h), v128.load(from, 8 * PAIR));
      tail = f64x2.add(f64x2.mul(tail, h), v128.load(from, 7 * PAIR));
      tail = f64x2.add(f64x2.mul(tail, h), v128.load(from, 6 * PAIR));
      tail = f64x2.add(f64x2.mul(tail, h), v128.load(from, 5 * PAIR));
      tail = f64x2.add(f64x2.mul(tail, h), v128.load(from, 4 * PAIR));
      tail = f64x2.add(f64x2.mul(tail, h), v128.load(from, 3 * PAIR));
      tail = f64x2.add(f64x2.mul(tail, h), v128.load(from, 2 * PAIR));
      tail = f64x2.add(f64x2.mul(tail, h), v128.load(from, 1 * PAIR));
      tail = f64x2.add(f64x2.mul(tail, h), v128.load(from));
    } else if (!(size > last)) tail = f64x2.splat(NaN);
    const rest = f64x2.extract_lane(tail, 0);
    const change = f64x2.extract_lane(tail, 1);
    store<f64>(value + n, x > 0 ? x + rest : rest);
    const s = x > 0 ? 1 + change : -change;
    store<f64>(slope + n, s);
    if (curvature) store<f64>(curvature + n, s * (1 - s));
  }
}
