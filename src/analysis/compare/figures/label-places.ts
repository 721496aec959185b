/** A box, pixels; x and y are its top left corner. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A point, and the width of its label. */
export interface Labelled {
  x: number;
  y: number;
  width: number;
}

/** The place of a label: its left end and its middle line. */
export interface Place {
  x: number;
  y: number;
}

const HEIGHT = 11;
const DOT = 4;
/** Distances from the dot to try, pixels. */
const REACHES = [7, 14, 22, 32, 44, 58];
const ANGLES = Array.from({ length: 16 }, (_, i) => (i * Math.PI) / 8);

/**
 * The nearest place beside its point for every label, clear of dots, obstacles, other labels and edges; undefined if there is
 * no space. Points at the beginning choose first.
 *
 * @param obstacles boxes of other marks @param width, @param height of the panel
 */
export function labelPlaces(
  points: Labelled[],
  obstacles: Box[],
  width: number,
  height: number,
): (Place | undefined)[] {
  const dots = points.map(({ x, y }) => ({ x: x - DOT, y: y - DOT, width: 2 * DOT, height: 2 * DOT }));
  const taken = [...dots, ...obstacles];
  return points.map((point) => {
    const free = candidatesOf(point).find((box) => isInside(box, width, height) && !taken.some((other) => touch(box, other))); // prettier-ignore
    if (!free) return undefined;
    taken.push(free);
    return { x: free.x, y: free.y + HEIGHT / 2 };
  });
}

/** Boxes around a point in 16 directions, near before far. */
function candidatesOf({ x, y, width }: Labelled): Box[] {
  return REACHES.flatMap((reach) =>
    ANGLES.map((angle) => {
      const [along, up] = [Math.cos(angle), Math.sin(angle)];
      const side = Math.abs(along) < 0.1 ? width / 2 : along > 0 ? 0 : width;
      return { x: x + reach * along - side, y: y - reach * up - HEIGHT / 2, width, height: HEIGHT };
    }),
  );
}

function isInside({ x, y, width, height }: Box, right: number, bottom: number): boolean {
  return x >= 2 && y >= 0 && x + width <= right - 1 && y + height <= bottom;
}

function touch(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
