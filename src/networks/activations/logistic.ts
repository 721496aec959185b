import { SeriesTable } from '../../core/maths/series-table.js';

/** log(1 + e^−x) for x ≥ 0, whose slope is −1 / (1 + e^x): with t = 1 / (1 + e^x), t′ = t² − t. */
export const softplusTail = new SeriesTable(8, 40, (x, c) => {
  const t = new Float64Array(c.length);
  t[0] = Math.exp(-x) / (1 + Math.exp(-x));
  c[0] = Math.log1p(Math.exp(-x));
  for (let k = 0; k < c.length - 1; k++) {
    let square = 0;
    for (let i = 0; i <= k; i++) square += t[i] * t[k - i];
    t[k + 1] = (square - t[k]) / (k + 1);
    c[k + 1] = -t[k] / (k + 1);
  }
});

/** Fills log(1 + e^z), within 1e-15 of the truth, and its slope, the logistic function 1 / (1 + e^−z). */
export function fillSoftplus(z: number, numbers: Float64Array, value: number, slope: number): void {
  const size = Math.abs(z);
  if (size <= softplusTail.last) softplusTail.fill(size, numbers, value, slope);
  else {
    numbers[value] = Math.exp(-size);
    numbers[slope] = -numbers[value];
  }
  if (z > 0) {
    numbers[value] += z;
    numbers[slope] += 1;
  } else numbers[slope] = -numbers[slope];
}

/** The logistic function, 1 / (1 + e^−z), without overflow. */
export function logistic(z: number): number {
  const small = Math.exp(-Math.abs(z));
  return z > 0 ? 1 / (1 + small) : small / (1 + small);
}
