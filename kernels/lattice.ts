// The passes of the exact solver of resistor networks (devices/array/lattice/passes.ts), over a host's columns in this memory.
// Cells lie row by row; two neighbours go side by side in a vector.

import { at, solveRows } from './ladders';

export { factorColumns, factorRows, solveRows } from './ladders';

/** Room for the host's columns, which start behind the program. @returns its address */
export function reserve(bytes: usize): usize {
  return heap.alloc(bytes);
}

/** u = G volts + K x. */
export function draw(g: usize, k: usize, volts: usize, x: usize, u: usize, rows: usize, m: usize): void {
  for (let i: usize = 0, e: usize = 0; i < rows; i++) {
    let j: usize = 0;
    for (; j + 2 <= m; j += 2, e += 2) {
      const driven = f64x2.mul(v128.load(at(g, e)), v128.load(at(volts, j)));
      v128.store(at(u, e), f64x2.add(driven, f64x2.mul(v128.load(at(k, e)), v128.load(at(x, e)))));
    }
    for (; j < m; j++, e++) {
      const driven = load<f64>(at(g, e)) * load<f64>(at(volts, j));
      store<f64>(at(u, e), driven + load<f64>(at(k, e)) * load<f64>(at(x, e)));
    }
  }
}

/** r = K (u − volts − x) less what flows away through the columns' wires at x. */
export function remain(
  k: usize,
  volts: usize,
  siemens: f64,
  x: usize,
  u: usize,
  r: usize,
  rows: usize,
  m: usize,
): void {
  // prettier-ignore
  const s = f64x2.splat(siemens);
  for (let i: usize = 0, e: usize = 0; i < rows; i++) {
    const above = i == 0 ? <usize>0 : m;
    const below = i == rows - 1 ? <usize>0 : m;
    let j: usize = 0;
    for (; j + 2 <= m; j += 2, e += 2) {
      const here = v128.load(at(x, e));
      const up = f64x2.sub(here, v128.load(at(x, e - above)));
      const down = f64x2.sub(here, v128.load(at(x, e + below)));
      const across = f64x2.sub(f64x2.sub(v128.load(at(u, e)), v128.load(at(volts, j))), here);
      const into = f64x2.mul(v128.load(at(k, e)), across);
      v128.store(at(r, e), f64x2.sub(into, f64x2.mul(s, f64x2.add(up, down))));
    }
    for (; j < m; j++, e++) {
      const here = load<f64>(at(x, e));
      const away = siemens * (here - load<f64>(at(x, e - above)) + (here - load<f64>(at(x, e + below))));
      const into = load<f64>(at(k, e)) * (load<f64>(at(u, e)) - load<f64>(at(volts, j)) - here);
      store<f64>(at(r, e), into - away);
    }
  }
}

/** Rows that are worked on together, as in devices/array/lattice/iterate.ts. */
const BLOCK: usize = 4;

/** Of `descend`: Σ a_{i+1} y_i². */
let energy = f64x2.splat(0);

/** r −= α q, and y becomes the currents of the columns' ladders at the last row of each block. @returns r · M⁻¹ r */
export function descend(
  ratio: usize,
  inverse: usize,
  r: usize,
  q: usize,
  y: usize,
  rows: usize,
  m: usize,
  ohms: f64,
  alpha: f64,
): f64 {
  energy = f64x2.splat(0);
  let odd: f64 = 0;
  let to = y;
  for (let i: usize = 0; i < rows; i++) {
    const o = i * m;
    const from = to;
    to = at(y, (i / BLOCK) * m);
    odd += down(at(ratio, o), at(r, o), at(q, o), from, to, m, alpha);
  }
  let total = (f64x2.extract_lane(energy, 0) + f64x2.extract_lane(energy, 1) + odd) * ohms;
  for (let j: usize = 0; j < m; j++) {
    const last = load<f64>(at(to, j));
    total += last * last * load<f64>(at(inverse, j));
  }
  return total;
}

/** One row of `descend`. @param from currents of the row above @returns what an odd last column adds */
function down(ratio: usize, r: usize, q: usize, from: usize, to: usize, m: usize, alpha: f64): f64 {
  const a = f64x2.splat(alpha);
  const even = (m & ~1) << 3;
  let sum = energy;
  let odd: f64 = 0;
  let e: usize = 0;
  for (; e < even; e += 16) {
    const t = f64x2.sub(v128.load(r + e), f64x2.mul(a, v128.load(q + e)));
    v128.store(r + e, t);
    const above = v128.load(from + e);
    const passed = f64x2.mul(above, v128.load(ratio + e));
    sum = f64x2.add(sum, f64x2.mul(above, passed));
    v128.store(to + e, f64x2.add(passed, t));
  }
  if (m & 1) {
    const t = load<f64>(r + e) - alpha * load<f64>(q + e);
    store<f64>(r + e, t);
    const above = load<f64>(from + e);
    const passed = above * load<f64>(ratio + e);
    odd = above * passed;
    store<f64>(to + e, passed + t);
  }
  energy = sum;
  return odd;
}

/**
 * After `descend`, block by block from the last rows to the first: z = M⁻¹ r, x += α p, p = z + β p, q = r − G A⁻¹ G z + β q.
 * z and t have room for a block, z for a row more. @returns p · q
 */
export function climb(
  rowRatio: usize,
  rowInverse: usize,
  ratio: usize,
  inverse: usize,
  g: usize,
  x: usize,
  r: usize,
  p: usize,
  q: usize,
  y: usize,
  z: usize,
  t: usize,
  rows: usize,
  m: usize,
  rowOhms: f64,
  ohms: f64,
  alpha: f64,
  beta: f64,
): f64 {
  let total: f64 = 0;
  let end = rows;
  while (end > 0) {
    const first = ((end - 1) / BLOCK) * BLOCK;
    const count = end - first;
    const o = first * m;
    if (end < rows) memory.copy(at(z, count * m), z, m << 3);
    const above = first == 0 ? y : at(y, (first / BLOCK - 1) * m);
    forth(at(ratio, o), at(r, o), above, z, at(x, o), at(p, o), m, alpha);
    for (let k = m; k < count * m; k += m)
      forth(at(ratio, o + k), at(r, o + k), at(z, k - m), at(z, k), at(x, o + k), at(p, o + k), m, alpha);
    let cells = count * m;
    if (end == rows) {
      cells -= m;
      // The volts of the last row are y / L: ohms of 1 and nothing below give that too.
      memory.fill(at(z, cells + m), 0, m << 3);
      back(inverse, at(g, o + cells), at(z, cells), at(z, cells + m), at(t, cells), m, 1);
    }
    for (let k = cells; k > 0;) {
      k -= m;
      back(at(ratio, o + k + m), at(g, o + k), at(z, k), at(z, k + m), at(t, k), m, ohms);
    }
    solveRows(at(rowRatio, o), at(rowInverse, first), t, count, m, rowOhms);
    total += advance(at(g, o), at(x, o), at(r, o), at(p, o), at(q, o), z, t, count * m, alpha, beta);
    end = first;
  }
  return total;
}

/** One row before its way up: its currents to = from a + r, and x += α p, so that all of it comes from memory at once. */
function forth(
  ratio: usize,
  r: usize,
  from: usize,
  to: usize,
  x: usize,
  p: usize,
  count: usize,
  alpha: f64,
): void {
  const a = f64x2.splat(alpha);
  const even = (count & ~1) << 3;
  let e: usize = 0;
  for (; e < even; e += 16) {
    v128.store(to + e, f64x2.add(f64x2.mul(v128.load(from + e), v128.load(ratio + e)), v128.load(r + e)));
    v128.store(x + e, f64x2.add(v128.load(x + e), f64x2.mul(a, v128.load(p + e))));
  }
  if (count & 1) {
    store<f64>(to + e, load<f64>(from + e) * load<f64>(ratio + e) + load<f64>(r + e));
    store<f64>(x + e, load<f64>(x + e) + alpha * load<f64>(p + e));
  }
}

/** One row on the way up: z from its currents and z of the row below, and t = G z. */
function back(ratio: usize, g: usize, z: usize, below: usize, t: usize, m: usize, ohms: f64): void {
  const by = f64x2.splat(ohms);
  const even = (m & ~1) << 3;
  let e: usize = 0;
  for (; e < even; e += 16) {
    const passed = f64x2.add(f64x2.mul(by, v128.load(z + e)), v128.load(below + e));
    const here = f64x2.mul(passed, v128.load(ratio + e));
    v128.store(z + e, here);
    v128.store(t + e, f64x2.mul(v128.load(g + e), here));
  }
  if (m & 1) {
    const here = (ohms * load<f64>(z + e) + load<f64>(below + e)) * load<f64>(ratio + e);
    store<f64>(z + e, here);
    store<f64>(t + e, load<f64>(g + e) * here);
  }
}

/** The new direction in cells whose z and whose rows' volts t are known. @returns p · q */
function advance(
  g: usize,
  x: usize,
  r: usize,
  p: usize,
  q: usize,
  z: usize,
  t: usize,
  count: usize,
  alpha: f64,
  beta: f64,
): f64 {
  const a = f64x2.splat(alpha);
  const b = f64x2.splat(beta);
  const even = (count & ~1) << 3;
  let sum = f64x2.splat(0);
  let e: usize = 0;
  for (; e < even; e += 16) {
    const before = v128.load(p + e);
    const along = f64x2.add(v128.load(z + e), f64x2.mul(b, before));
    v128.store(p + e, along);
    const alone = f64x2.sub(v128.load(r + e), f64x2.mul(v128.load(g + e), v128.load(t + e)));
    const product = f64x2.add(alone, f64x2.mul(b, v128.load(q + e)));
    v128.store(q + e, product);
    sum = f64x2.add(sum, f64x2.mul(along, product));
  }
  let total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  if (count & 1) {
    const before = load<f64>(p + e);
    const along = load<f64>(z + e) + beta * before;
    store<f64>(p + e, along);
    const product = load<f64>(r + e) - load<f64>(g + e) * load<f64>(t + e) + beta * load<f64>(q + e);
    store<f64>(q + e, product);
    total += along * product;
  }
  return total;
}
