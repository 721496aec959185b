type Vector = Float64Array | readonly number[];

/** Scalar product. */
export function dot(left: Vector, right: Vector): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i] * right[i];
  return sum;
}

/** Euclidean length. */
export function lengthOf(vector: Vector): number {
  return Math.sqrt(dot(vector, vector));
}

/** Product, element by element. */
export function times(left: readonly number[], right: readonly number[]): number[] {
  return left.map((value, j) => value * right[j]);
}

/** Mean of the elements. */
export function meanOf(vector: Vector): number {
  let sum = 0;
  for (const value of vector) sum += value;
  return sum / vector.length;
}

/** The lowest and the highest element, of as many as there are; Infinity and -Infinity of nothing. */
export function rangeOf(vector: Vector): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of vector) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** Mean of several vectors; as long as the shortest of them. */
export function meanVector(vectors: readonly Float64Array[]): Float64Array {
  const length = Math.min(...vectors.map((vector) => vector.length));
  return Float64Array.from({ length }, (_, i) => meanOf(vectors.map((vector) => vector[i])));
}

/** Median; NaN of nothing. */
export function medianOf(values: Vector): number {
  return Float64Array.from(values).sort()[values.length >> 1] ?? NaN;
}
