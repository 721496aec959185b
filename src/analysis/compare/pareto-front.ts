/** Which points no other one beats: none is at least as low in both, and lower in one. @param first, @param second of the same points */
export function paretoFront(first: ArrayLike<number>, second: ArrayLike<number>): boolean[] {
  const beats = (a: number, b: number) =>
    first[a] <= first[b] && second[a] <= second[b] && (first[a] < first[b] || second[a] < second[b]);
  const points = Array.from(first, (_, i) => i);
  return points.map((point) => !points.some((other) => beats(other, point)));
}
