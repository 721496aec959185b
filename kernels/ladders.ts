// Rows and columns of an array as ladders of resistors (devices/array/lattice/row-ladders.ts): what is worked out once, and rows solved.

/** The address of a number of a column. */
export function at(base: usize, index: usize): usize {
  return base + (index << 3);
}

/** Ladders of rows: a_j = 1 / (1 + R L_{j−1}), L_j = a_j L_{j−1} + G_j. */
export function factorRows(
  ratio: usize,
  inverse: usize,
  g: usize,
  first: usize,
  last: usize,
  rows: usize,
  m: usize,
  ohms: f64,
): void {
  // prettier-ignore
  let i: usize = 0;
  for (; i + 4 <= rows; i += 4) {
    let l0 = start(g, first, i, m);
    let l1 = start(g, first, i + 1, m);
    let l2 = start(g, first, i + 2, m);
    let l3 = start(g, first, i + 3, m);
    const step = m << 3;
    let to = at(ratio, i * m + 1);
    let from = at(g, i * m + 1);
    for (let j: usize = 1; j < m; j++) {
      const low = f64x2.replace_lane(f64x2.splat(l0), 1, l1);
      const high = f64x2.replace_lane(f64x2.splat(l2), 1, l3);
      const one = f64x2.splat(1);
      const a = f64x2.div(one, f64x2.add(one, f64x2.mul(f64x2.splat(ohms), low)));
      const b = f64x2.div(one, f64x2.add(one, f64x2.mul(f64x2.splat(ohms), high)));
      const a0 = f64x2.extract_lane(a, 0);
      const a1 = f64x2.extract_lane(a, 1);
      const a2 = f64x2.extract_lane(b, 0);
      const a3 = f64x2.extract_lane(b, 1);
      store<f64>(to, a0);
      store<f64>(to + step, a1);
      store<f64>(to + 2 * step, a2);
      store<f64>(to + 3 * step, a3);
      l0 = l0 * a0 + load<f64>(from);
      l1 = l1 * a1 + load<f64>(from + step);
      l2 = l2 * a2 + load<f64>(from + 2 * step);
      l3 = l3 * a3 + load<f64>(from + 3 * step);
      to += 8;
      from += 8;
    }
    finish(inverse, first, last, i, l0);
    finish(inverse, first, last, i + 1, l1);
    finish(inverse, first, last, i + 2, l2);
    finish(inverse, first, last, i + 3, l3);
  }
  for (; i < rows; i++) {
    let l = start(g, first, i, m);
    for (let j: usize = 1; j < m; j++) {
      const a = 1 / (1 + ohms * l);
      store<f64>(at(ratio, i * m + j), a);
      l = l * a + load<f64>(at(g, i * m + j));
    }
    finish(inverse, first, last, i, l);
  }
}

/** The load of a row's first cell. Rows that are held have no ends here: they need no solution. */
function start(g: usize, first: usize, i: usize, m: usize): f64 {
  const end = load<f64>(at(first, i));
  return end == Infinity ? 0 : end + load<f64>(at(g, i * m));
}

function finish(inverse: usize, first: usize, last: usize, line: usize, l: f64): void {
  const end = load<f64>(at(last, line));
  const held = end == Infinity || load<f64>(at(first, line)) == Infinity;
  const total = l + end;
  store<f64>(at(inverse, line), held || total == 0 ? 0 : 1 / total);
}

/** The same of columns, all of them row by row. */
export function factorColumns(
  ratio: usize,
  inverse: usize,
  g: usize,
  first: usize,
  last: usize,
  rows: usize,
  m: usize,
  ohms: f64,
): void {
  // prettier-ignore
  for (let j: usize = 0; j < m; j++) store<f64>(at(inverse, j), start(g, first, j, 1));
  const one = f64x2.splat(1);
  const r = f64x2.splat(ohms);
  for (let i: usize = 1; i < rows; i++) {
    const row = i * m;
    let j: usize = 0;
    for (; j + 2 <= m; j += 2) {
      const l = v128.load(at(inverse, j));
      const a = f64x2.div(one, f64x2.add(one, f64x2.mul(r, l)));
      v128.store(at(ratio, row + j), a);
      v128.store(at(inverse, j), f64x2.add(f64x2.mul(l, a), v128.load(at(g, row + j))));
    }
    for (; j < m; j++) {
      const l = load<f64>(at(inverse, j));
      const a = 1 / (1 + ohms * l);
      store<f64>(at(ratio, row + j), a);
      store<f64>(at(inverse, j), l * a + load<f64>(at(g, row + j)));
    }
  }
  for (let j: usize = 0; j < m; j++) finish(inverse, first, last, j, load<f64>(at(inverse, j)));
}

/** Solves rows in place: currents into their cells become volts. */
export function solveRows(ratio: usize, inverse: usize, b: usize, rows: usize, m: usize, ohms: f64): void {
  let i: usize = 0;
  for (; i + 4 <= rows; i += 4) fourRows(at(ratio, i * m), at(inverse, i), at(b, i * m), m, ohms);
  for (; i < rows; i++) {
    const row = i * m;
    let y: f64 = 0;
    for (let e = row; e < row + m; e++) {
      y = y * load<f64>(at(ratio, e)) + load<f64>(at(b, e));
      store<f64>(at(b, e), y);
    }
    let e = row + m - 1;
    y *= load<f64>(at(inverse, i));
    store<f64>(at(b, e), y);
    for (; e > row; e--) {
      y = (ohms * load<f64>(at(b, e - 1)) + y) * load<f64>(at(ratio, e));
      store<f64>(at(b, e - 1), y);
    }
  }
}

/** Four rows at once: one row alone waits for each of its own results. */
function fourRows(a: usize, inverse: usize, b: usize, m: usize, ohms: f64): void {
  let y0: f64 = 0;
  let y1: f64 = 0;
  let y2: f64 = 0;
  let y3: f64 = 0;
  const end = m << 3;
  const step = end;
  const three: usize = step * 3;
  for (let e: usize = 0; e < end; e += 8) {
    const to = b + e;
    const by = a + e;
    y0 = y0 * load<f64>(by) + load<f64>(to);
    y1 = y1 * load<f64>(by + step) + load<f64>(to + step);
    y2 = y2 * load<f64>(by + 2 * step) + load<f64>(to + 2 * step);
    y3 = y3 * load<f64>(by + three) + load<f64>(to + three);
    store<f64>(to, y0);
    store<f64>(to + step, y1);
    store<f64>(to + 2 * step, y2);
    store<f64>(to + three, y3);
  }
  y0 *= load<f64>(inverse);
  y1 *= load<f64>(inverse, 8);
  y2 *= load<f64>(inverse, 16);
  y3 *= load<f64>(inverse, 24);
  let to = b + end - 8;
  let by = a + end - 8;
  store<f64>(to, y0);
  store<f64>(to + step, y1);
  store<f64>(to + 2 * step, y2);
  store<f64>(to + three, y3);
  for (; to > b; by -= 8) {
    to -= 8;
    y0 = (ohms * load<f64>(to) + y0) * load<f64>(by);
    y1 = (ohms * load<f64>(to + step) + y1) * load<f64>(by + step);
    y2 = (ohms * load<f64>(to + 2 * step) + y2) * load<f64>(by + 2 * step);
    y3 = (ohms * load<f64>(to + three) + y3) * load<f64>(by + three);
    store<f64>(to, y0);
    store<f64>(to + step, y1);
    store<f64>(to + 2 * step, y2);
    store<f64>(to + three, y3);
  }
}
