// The passes of the exact solver of resistor networks (devices/array/lattice/passes.ts), over a host's columns in this memory.
// Cells lie row by row; two neighbours go side by side in a vector.

import { at, solveRows } from './ladders';
import { liftEnds, liftRow } from './waves';

export { factorColumns, factorRows, solveRows } from './ladders';
export { descend } from './descend';
export { draw, remain } from './residual';

/** Room for the host's columns, which start behind the program. @returns its address */
export function reserve(bytes: usize): usize {
  return heap.alloc(bytes);
}

/** Groups of columns that go together. */
const CHUNK: usize = 8;

/**
 * After `descend`, from the last rows to the first: z = M⁻¹ r, x += α p, p = z + β p, q = r − G A⁻¹ G z + β q. z is not written;
 * `below` has it for one row, and t what four rows solve. Volts of waves, unless they are 0, add to z. @returns p · q
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
  q: usize,
  t: usize,
  volts: usize,
  amperes: usize,
  group: usize,
  firstEnds: usize,
  lastEnds: usize,
  rows: usize,
  m: usize,
  rowOhms: f64,
  ohms: f64,
  alpha: f64,
  beta: f64,
): f64 {
  let total: f64 = 0;
  const groups = (m + group - 1) / group;
  const keep = volts ? 1 : beta;
  // A piece of a row stays in the first cache from one function to the next.
  const chunk = volts ? CHUNK * group : m;
  memory.fill(below, 0, m << 3);
  for (let end = rows; end > 0;) {
    const count = min<usize>(4, end);
    const first = end - count;
    for (let i = end; i-- > first;) {
      const o = i * m;
      const isLast = i == rows - 1;
      const by = isLast ? inverse : at(ratio, o + m);
      const lift = at(volts, i * groups);
      for (let j: usize = 0; j < m; j += chunk) {
        const e = o + j;
        const to = at(t, e - first * m);
        const part = min(chunk, m - j);
        turn(
          at(by, j),
          at(below, j),
          at(g, e),
          at(x, e),
          at(z, e),
          at(p, e),
          to,
          part,
          isLast ? 1 : ohms,
          alpha,
          beta,
        );
        if (!volts) continue;
        const s = i * groups + j / group;
        liftRow(at(volts, s), at(amperes, s), at(g, e), at(p, e), at(q, e), to, part, group, beta);
      }
      if (volts && i == 0) liftEnds(lift, firstEnds, at(q, o), m, group);
      if (volts && isLast) liftEnds(lift, lastEnds, at(q, o), m, group);
    }
    const o = first * m;
    solveRows(at(rowRatio, o), at(rowInverse, first), t, count, m, rowOhms);
    total += close(at(g, o), at(r, o), at(p, o), at(q, o), t, count * m, keep);
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
  y: usize,
  p: usize,
  t: usize,
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
    v128.store(p + e, f64x2.add(z, f64x2.mul(b, before)));
    v128.store(t + e, f64x2.mul(v128.load(g + e), z));
  }
  if (count & 1) {
    const z = (ohms * load<f64>(y + e) + load<f64>(below + e)) * load<f64>(ratio + e);
    store<f64>(below + e, z);
    const before = load<f64>(p + e);
    store<f64>(x + e, load<f64>(x + e) + alpha * before);
    store<f64>(p + e, z + beta * before);
    store<f64>(t + e, load<f64>(g + e) * z);
  }
}

/** S p of rows whose volts t are known: q = r − G t + what is kept of q. @returns p · q */
function close(g: usize, r: usize, p: usize, q: usize, t: usize, count: usize, keep: f64): f64 {
  const kept = f64x2.splat(keep);
  let sum = f64x2.splat(0);
  const even = (count & ~1) << 3;
  let e: usize = 0;
  for (; e < even; e += 16) {
    const alone = f64x2.sub(v128.load(r + e), f64x2.mul(v128.load(g + e), v128.load(t + e)));
    const product = f64x2.add(alone, f64x2.mul(kept, v128.load(q + e)));
    v128.store(q + e, product);
    sum = f64x2.add(sum, f64x2.mul(v128.load(p + e), product));
  }
  let total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  if (count & 1) {
    const product = load<f64>(r + e) - load<f64>(g + e) * load<f64>(t + e) + keep * load<f64>(q + e);
    store<f64>(q + e, product);
    total += load<f64>(p + e) * product;
  }
  return total;
}
