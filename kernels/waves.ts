// Slow waves of the exact solver (devices/array/lattice/lift-rows.ts), in groups of columns that are lifted alike.

import { at } from './ladders';

/** Sums of one row's r over its groups. @returns where those of the next row go */
export function findGroups(r: usize, found: usize, m: usize, group: usize): usize {
  for (let j: usize = 0; j < m; j += group, found += 8) {
    const end = min(m, j + group);
    let sum = f64x2.splat(0);
    let e = j;
    for (; e + 2 <= end; e += 2) sum = f64x2.add(sum, v128.load(at(r, e)));
    let total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
    if (e < end) total += load<f64>(at(r, e));
    store<f64>(found, total);
  }
  return found;
}

/** Adds volts to one row: to p and t = G z, and M of them to β q. */
export function liftRow(
  volts: usize,
  amperes: usize,
  g: usize,
  p: usize,
  q: usize,
  t: usize,
  m: usize,
  group: usize,
  beta: f64,
): void {
  const b = f64x2.splat(beta);
  for (let j: usize = 0; j < m; j += group, volts += 8, amperes += 8) {
    const end = min(m, j + group);
    const lift = load<f64>(volts);
    const away = load<f64>(amperes);
    const l = f64x2.splat(lift);
    const a = f64x2.splat(away);
    let e = j;
    for (; e + 2 <= end; e += 2) {
      const drawn = f64x2.mul(v128.load(at(g, e)), l);
      v128.store(at(p, e), f64x2.add(v128.load(at(p, e)), l));
      v128.store(at(t, e), f64x2.add(v128.load(at(t, e)), drawn));
      v128.store(at(q, e), f64x2.add(f64x2.mul(b, v128.load(at(q, e))), f64x2.add(drawn, a)));
    }
    if (e < end) {
      const drawn = load<f64>(at(g, e)) * lift;
      store<f64>(at(p, e), load<f64>(at(p, e)) + lift);
      store<f64>(at(t, e), load<f64>(at(t, e)) + drawn);
      store<f64>(at(q, e), beta * load<f64>(at(q, e)) + (drawn + away));
    }
  }
}

/** What these volts drive out of the columns' ends. */
export function liftEnds(volts: usize, ends: usize, q: usize, m: usize, group: usize): void {
  for (let j: usize = 0; j < m; j++) {
    const out = load<f64>(at(ends, j)) * load<f64>(at(volts, j / group));
    store<f64>(at(q, j), load<f64>(at(q, j)) + out);
  }
}
