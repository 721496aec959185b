/** A box in pixels, by its left upper corner. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A point that wants a label of a width. */
export interface Labelled {
  x: number;
  y: number;
  width: number;
}

/** Where a label stands: its left end and its middle line. */
export interface Place {
  x: number;
  y: number;
}

const HEIGHT = 11;
const DOT = 4;
/** Distances from the dot that are tried, pixels; beyond the first a line leads to it. */
const REACHES = [7, 14, 22, 32, 44, 58];
const ANGLES = Array.from({ length: 16 }, (_, i) => (i * Math.PI) / 8);

/**
 * A place beside its point for every label that has one free of dots, other labels and the edges, the nearest
 * first; points that come first choose first, and those that find no room have no label.
 *
 * @param obstacles what else is drawn @param width, @param height of the panel
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

/** Boxes around a point: on its right, its left, above and below, and between, near before far. */
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
