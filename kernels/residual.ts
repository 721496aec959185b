// What is left of currents in the exact solver (devices/array/lattice/residual.ts).

import { at } from './ladders';

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
