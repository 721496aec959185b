import type { LineEnds } from './line-ends.js';

/** Waves along each direction. */
export const WAVES = 3;

/**
 * The longest waves that lines of `length` cells can have: sine waves with a node beyond an end that conducts, and level at an
 * open end. Wave l of cell j comes to `wave`[l × stride + j × step].
 */
export function longestWaves(
  wave: Float64Array,
  length: number,
  { stride, step }: { stride: number; step: number },
  ends: LineEnds,
): void {
  const from = conducts(ends.first) ? 0 : Math.PI / 2;
  const to = conducts(ends.last) ? Math.PI : Math.PI / 2;
  for (let l = 0; l < WAVES; l++)
    for (let j = 0; j < length; j++)
      wave[l * stride + j * step] = Math.sin(from + ((j + 0.5) / length) * (to - from + l * Math.PI));
}

/** Whether most of these ends do. */
function conducts(siemens: Float64Array): boolean {
  let count = 0;
  for (let line = 0; line < siemens.length; line++) if (siemens[line] > 0) count++;
  return 2 * count > siemens.length;
}

/** Turns a symmetric positive matrix into its inverse (Gauss–Jordan). @returns whether it is positive */
export function invertPositive(matrix: Float64Array, size: number): boolean {
  for (let k = 0; k < size; k++) {
    const pivot = matrix[k * size + k];
    if (!(pivot > 0)) return false;
    matrix[k * size + k] = 1;
    for (let j = 0; j < size; j++) matrix[k * size + j] /= pivot;
    for (let i = 0; i < size; i++) {
      if (i === k) continue;
      const factor = matrix[i * size + k];
      matrix[i * size + k] = 0;
      for (let j = 0; j < size; j++) matrix[i * size + j] -= factor * matrix[k * size + j];
    }
  }
  return true;
}
