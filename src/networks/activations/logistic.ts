/** 1 / (1 + e^−z), without overflow. */
export function logistic(z: number): number {
  const small = Math.exp(-Math.abs(z));
  return z > 0 ? 1 / (1 + small) : small / (1 + small);
}
