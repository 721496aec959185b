import { symmetricEigen } from '../core/maths/linear/symmetric-eigen.js';
import { dot } from '../core/maths/vectors.js';

/** Points on the plane of their first two principal directions, with the shares of their variance that lie along each. */
export interface PrincipalPlane {
  readonly points: readonly (readonly [number, number])[];
  readonly shares: readonly [number, number];
}

/** Projects points on the two directions along which they differ most. Signs are such that the last point has no negative coordinate. */
export function principalPlane(vectors: readonly Float64Array[]): PrincipalPlane {
  const count = vectors.length;
  const mean = vectors[0].map((_, i) => vectors.reduce((sum, vector) => sum + vector[i], 0) / count);
  const apart = vectors.map((vector) => vector.map((value, i) => value - mean[i]));
  const products = new Float64Array(count * count);
  for (let i = 0; i < count; i++)
    for (let k = 0; k < count; k++) products[i * count + k] = dot(apart[i], apart[k]);
  const { values, vectors: directions } = symmetricEigen(products, count);
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0) || 1;
  const along = [1, 2].map((rank) => {
    const at = count - rank;
    if (at < 0) return new Float64Array(count);
    const scale = Math.sqrt(Math.max(0, values[at]));
    const column = directions.slice(at * count, (at + 1) * count);
    const sign = column[count - 1] < 0 ? -1 : 1;
    return column.map((value) => sign * scale * value);
  });
  const share = (rank: number) => Math.max(0, values[count - rank] ?? 0) / total;
  return {
    points: vectors.map((_, i) => [along[0][i], along[1][i]] as const),
    shares: [share(1), share(2)],
  };
}
