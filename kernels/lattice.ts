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

/** Of `descend`: Σ R a_{i+1} y_i² + y_last² / L_last is r · M⁻¹ r. */
let energy = f64x2.splat(0);

/** r −= α q, and z becomes the currents y of the columns' ladders. @returns r · M⁻¹ r */
export function descend(
  ratio: usize,
  inverse: usize,
  r: usize,
  q: usize,
  z: usize,
  rows: usize,
  m: usize,
  ohms: f64,
  alpha: f64,
): f64 {
  energy = f64x2.splat(0);
  let odd: f64 = 0;
  for (let i: usize = 0; i < rows; i++) {
    const o = i * m;
    odd += down(at(ratio, o), at(r, o), at(q, o), at(z, o), i == 0 ? 0 : m << 3, m, alpha);
  }
  let total = (f64x2.extract_lane(energy, 0) + f64x2.extract_lane(energy, 1) + odd) * ohms;
  for (let j: usize = 0; j < m; j++) {
    const y = load<f64>(at(z, (rows - 1) * m + j));
    total += y * y * load<f64>(at(inverse, j));
  }
  return total;
}

/** One row of `descend`. @param row bytes to the row above; 0 in the first @returns what an odd last column adds */
function down(ratio: usize, r: usize, q: usize, z: usize, row: usize, m: usize, alpha: f64): f64 {
  const a = f64x2.splat(alpha);
  const even = (m & ~1) << 3;
  let sum = energy;
  let odd: f64 = 0;
  let e: usize = 0;
  for (; e < even; e += 16) {
    let t = f64x2.sub(v128.load(r + e), f64x2.mul(a, v128.load(q + e)));
    v128.store(r + e, t);
    if (row) {
      const above = v128.load(z + e - row);
      const passed = f64x2.mul(above, v128.load(ratio + e));
      sum = f64x2.add(sum, f64x2.mul(above, passed));
      t = f64x2.add(passed, t);
    }
    v128.store(z + e, t);
  }
  if (m & 1) {
    let t = load<f64>(r + e) - alpha * load<f64>(q + e);
    store<f64>(r + e, t);
    if (row) {
      const above = load<f64>(z + e - row);
      const passed = above * load<f64>(ratio + e);
      odd = above * passed;
      t += passed;
    }
    store<f64>(z + e, t);
  }
  energy = sum;
  return odd;
}

/**
 * After `descend`, from the last rows to the first: z = M⁻¹ r, x += α p, p = z + β p, mp = r + β mp, q = mp − G A⁻¹ G p.
 * z is not written; `below` has it for one row. @returns p · q
 */
export function climb(
  rowRatio: usize,
  rowInverse: usize,
  ratio: usize,
  inverse: usize,
  below: usize,
  g: usize,
  x: usize,
  r: usize,
  z: usize,
  p: usize,
  mp: usize,
  q: usize,
  rows: usize,
  m: usize,
  rowOhms: f64,
  ohms: f64,
  alpha: f64,
  beta: f64,
): f64 {
  let total: f64 = 0;
  memory.fill(below, 0, m << 3);
  for (let end = rows; end > 0;) {
    const count = min<usize>(4, end);
    const first = end - count;
    for (let i = end; i-- > first;) {
      const o = i * m;
      const isLast = i == rows - 1;
      const by = isLast ? inverse : at(ratio, o + m);
      turn(by, below, at(g, o), at(x, o), at(r, o), at(z, o), at(p, o), at(mp, o), at(q, o), m, isLast ? 1 : ohms, alpha, beta); // prettier-ignore
    }
    const o = first * m;
    solveRows(at(rowRatio, o), at(rowInverse, first), at(q, o), count, m, rowOhms);
    total += close(at(g, o), at(p, o), at(mp, o), at(q, o), count * m);
    end = first;
  }
  return total;
}

/** One row of `climb` up to its own ladder. z of the last row is y / L: ohms of 1 and nothing below give that too. */
function turn(
  ratio: usize,
  below: usize,
  g: usize,
  x: usize,
  r: usize,
  y: usize,
  p: usize,
  mp: usize,
  q: usize,
  count: usize,
  ohms: f64,
  alpha: f64,
  beta: f64,
): void {
  const a = f64x2.splat(alpha);
  const b = f64x2.splat(beta);
  const by = f64x2.splat(ohms);
  const even = (count & ~1) << 3;
  let e: usize = 0;
  for (; e < even; e += 16) {
    const passed = f64x2.add(f64x2.mul(by, v128.load(y + e)), v128.load(below + e));
    const z = f64x2.mul(passed, v128.load(ratio + e));
    v128.store(below + e, z);
    const before = v128.load(p + e);
    v128.store(x + e, f64x2.add(v128.load(x + e), f64x2.mul(a, before)));
    const along = f64x2.add(z, f64x2.mul(b, before));
    v128.store(p + e, along);
    v128.store(mp + e, f64x2.add(v128.load(r + e), f64x2.mul(b, v128.load(mp + e))));
    v128.store(q + e, f64x2.mul(v128.load(g + e), along));
  }
  if (count & 1) {
    const z = (ohms * load<f64>(y + e) + load<f64>(below + e)) * load<f64>(ratio + e);
    store<f64>(below + e, z);
    const before = load<f64>(p + e);
    store<f64>(x + e, load<f64>(x + e) + alpha * before);
    const along = z + beta * before;
    store<f64>(p + e, along);
    store<f64>(mp + e, load<f64>(r + e) + beta * load<f64>(mp + e));
    store<f64>(q + e, load<f64>(g + e) * along);
  }
}

function close(g: usize, p: usize, mp: usize, q: usize, count: usize): f64 {
  let sum = f64x2.splat(0);
  let other = sum;
  const four = (count & ~3) << 3;
  let e: usize = 0;
  for (; e < four; e += 32) {
    const t = f64x2.sub(v128.load(mp + e), f64x2.mul(v128.load(g + e), v128.load(q + e)));
    v128.store(q + e, t);
    sum = f64x2.add(sum, f64x2.mul(v128.load(p + e), t));
    const s = f64x2.sub(v128.load(mp + e, 16), f64x2.mul(v128.load(g + e, 16), v128.load(q + e, 16)));
    v128.store(q + e, s, 16);
    other = f64x2.add(other, f64x2.mul(v128.load(p + e, 16), s));
  }
  sum = f64x2.add(sum, other);
  let total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  for (; e < count << 3; e += 8) {
    const t = load<f64>(mp + e) - load<f64>(g + e) * load<f64>(q + e);
    store<f64>(q + e, t);
    total += load<f64>(p + e) * t;
  }
  return total;
}
