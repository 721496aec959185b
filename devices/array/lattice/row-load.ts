import type { RowLadders } from './row-ladders.js';

/**
 * What one row draws from columns at the volts of waves φ_k and φ_l, siemens: φ_k · G φ_l as if the row stood at 0 V, and
 * φ_k · (G − G A⁻¹ G) φ_l as it is, into the two numbers of `load`.
 *
 * @param wave φ of each group of columns; φ_k starts at `k`, φ_l at `l`
 */
export function rowLoad(
  { ratio, inverse, ohms }: RowLadders,
  coupling: Float64Array,
  wave: Float64Array,
  row: number,
  k: number,
  l: number,
  group: number,
  load: Float64Array,
): void {
  const m = (ratio.length / inverse.length) | 0;
  let y = 0.0;
  let other = 0.0;
  let direct = 0.0;
  let passed = 0.0;
  let inside = 0;
  let from = 0;
  for (let j = 0, e = row * m; j < m; j++, e++) {
    const a = ratio[e];
    const g = coupling[e];
    const here = wave[k + from];
    const there = wave[l + from];
    if (++inside === group) {
      inside = 0;
      from++;
    }
    passed += a * y * other;
    y = a * y + g * here;
    other = a * other + g * there;
    direct += g * here * there;
  }
  load[0] = direct;
  load[1] = direct - ohms * passed - y * other * inverse[row];
}
