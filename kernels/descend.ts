// The way down of the exact solver's columns (devices/array/lattice/column-ladders.ts).

import { at } from './ladders';
import { findGroups } from './waves';

/** Of `descend`: Σ R a_{i+1} y_i² + y_last² / L_last is r · M⁻¹ r. */
let energy = f64x2.splat(0);

/** r −= α q, and z becomes the currents y of the columns' ladders. Sums of r over groups come to `found`, unless it is 0. @returns r · M⁻¹ r */
export function descend(
  ratio: usize,
  inverse: usize,
  r: usize,
  q: usize,
  z: usize,
  found: usize,
  group: usize,
  rows: usize,
  m: usize,
  ohms: f64,
  alpha: f64,
): f64 {
  energy = f64x2.splat(0);
  let odd: f64 = 0;
  let to = found;
  for (let i: usize = 0; i < rows; i++) {
    const o = i * m;
    odd += down(at(ratio, o), at(r, o), at(q, o), at(z, o), i == 0 ? 0 : m << 3, m, alpha);
    if (found) to = findGroups(at(r, o), to, m, group);
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
