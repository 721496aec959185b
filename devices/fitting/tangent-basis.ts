import { Matrix, QrDecomposition } from 'ml-matrix';
import type { ResponseCurve } from '../vcm/response-curve.js';
import { ZETAS } from './cycle-grid.js';
import { dot } from '../../src/core/maths/vectors.js';

/** Orthonormal columns along which a fitted curve can move: a fit removes the noise along them. A parameter at its bound cannot move. */
export function tangentBasis({ beta, gamma, zeta }: ResponseCurve, pulses: number): Float64Array[] {
  const inside = zeta > ZETAS[0] && zeta < ZETAS.at(-1)!;
  const columns = [
    () => 1,
    ...(beta > 0 ? [(p: number) => p / pulses] : []),
    ...(gamma > 0 ? [(p: number) => Math.exp(-zeta * p)] : []),
    ...(gamma > 0 && inside ? [(p: number) => (p / pulses) * Math.exp(-zeta * p)] : []),
  ];
  const tangent = new Matrix(
    columns.map((column) => Array.from({ length: pulses + 1 }, (_, p) => column(p))),
  );
  const basis = new QrDecomposition(tangent.transpose()).orthogonalMatrix;
  return columns.map((_, k) => Float64Array.from(basis.getColumn(k)));
}

/** Removes from noise, in place, the part that a fit with this basis would remove. */
export function detrend(noise: Float64Array, basis: readonly Float64Array[]): void {
  for (const column of basis) {
    const share = dot(noise, column);
    for (let i = 0; i < noise.length; i++) noise[i] -= share * column[i];
  }
}
