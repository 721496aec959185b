import { dot, type DotOptions, type Markish } from '@observablehq/plot';

/** Invisible points that tell their value in words: to a pointer that rests on them, and to the script of a page. @param maximum number of points of a curve */
export function valuePoints<Point>(
  points: readonly Point[],
  words: (point: Point) => string,
  options: DotOptions,
  maximum = 40,
): Markish {
  const every = Math.ceil(points.length / maximum);
  const last = points.length - 1;
  const told = points.filter((_, i) => (last - i) % every === 0);
  return dot(told, {
    r: 4,
    fill: 'currentColor',
    fillOpacity: 0,
    ...options,
    title: (point: Point) => words(point),
  });
}
