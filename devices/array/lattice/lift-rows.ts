import type { Iterate } from './iterate.js';
import type { SlowWaves } from './slow-waves.js';

/** What waves find in a residual: its sums over each row's groups of columns. */
export function findGroups({ found, group, groups }: SlowWaves, r: Float64Array): void {
  const rows = found.length / groups;
  const columns = (r.length / rows) | 0;
  for (let i = 0, e = 0, s = 0; i < rows; i++)
    for (let end = e + columns; e < end; s++) {
      let sum = 0.0;
      for (const stop = Math.min(end, e + group) | 0; e < stop; e++) sum += r[e];
      found[s] = sum;
    }
}

/** Adds the correction to rows `first` to `end`: to z, and M of it to β q. */
export function liftRows(
  { volts, amperes, group, groups, ends }: SlowWaves,
  g: Float64Array,
  { z, q }: Pick<Iterate, 'z' | 'q'>,
  beta: number,
  first: number,
  end: number,
): void {
  const rows = volts.length / groups;
  const columns = (z.length / rows) | 0;
  for (let i = first, e = (first * columns) | 0; i < end; i++) {
    const out = i === 0 ? ends.first : ends.last;
    const isEnd = i === 0 || i === rows - 1;
    for (let s = i * groups, j = 0; j < columns; s++) {
      const lift = volts[s];
      const away = amperes[s];
      for (const stop = Math.min(columns, j + group) | 0; j < stop; j++, e++) {
        z[e] += lift;
        q[e] = beta * q[e] + (g[e] * lift + away);
        if (isEnd) q[e] += out[j] * lift;
      }
    }
  }
}
