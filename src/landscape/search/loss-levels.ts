/** Losses that are the same to a relative tolerance. */
interface LossLevel<Point> {
  /** the lowest of them */
  readonly loss: number;
  readonly points: readonly Point[];
}

/** Losses below it are zero: rounding alone tells them apart. */
const ZERO = 1e-15;

/** Levels of loss, from the lowest up: points within a relative tolerance of the lowest of their level. */
export function lossLevels<Point extends { readonly loss: number }>(points: readonly Point[], tolerance = 1e-3): LossLevel<Point>[] {
  const levels: { loss: number; points: Point[] }[] = [];
  for (const point of points.toSorted((a, b) => a.loss - b.loss)) {
    const level = levels.at(-1);
    if (level && point.loss <= level.loss * (1 + tolerance) + ZERO) level.points.push(point);
    else levels.push({ loss: point.loss, points: [point] });
  }
  return levels;
} // prettier-ignore
