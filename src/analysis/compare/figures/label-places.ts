/** A box, pixels; x and y are its top left corner. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A box that a label should not touch, and how much farther away it would rather lie, pixels; several add up. */
export interface Obstacle extends Box {
  worth: number;
}

/** A point with its radius, and the width of its label. */
export interface Labelled {
  x: number;
  y: number;
  radius: number;
  width: number;
}

/** The end of a leader line, pixels. */
interface Spot {
  x: number;
  y: number;
}

/** The place of a label: its left end and its middle line, and the end of the leader line if it has one. */
export interface Place extends Spot {
  leader?: Spot;
}

/** A label's box with its leader line, which begins at its point. */
interface Placed {
  reach: number;
  box: Box;
  leader?: readonly [Spot, Spot];
}

const HEIGHT = 12;
/** Distance from the edge of a dot beyond which a leader line leads to a label, pixels. */
const LEADER_DISTANCE = 9;
/** Distances from the edge of the dot to try, pixels. */
const REACHES = [3, 8, 14, 22, 32, 44, 58, 76, 96, 120, 150, 185];
const ANGLES = Array.from({ length: 24 }, (_, i) => (i * Math.PI) / 12);

/**
 * The nearest place beside its point for every label. Labels and leader lines are clear of dots, of each other and of the
 * edges, and of obstacles where that is worth it; undefined if there is no space. Points at the beginning choose first.
 *
 * @param width, @param height of the panel
 */
export function labelPlaces(points: Labelled[], obstacles: Obstacle[], width: number, height: number): (Place | undefined)[] {
  const dots = points.map(({ x, y, radius }) => ({ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }));
  const taken: Placed[] = [];
  return points.map((point, own) => {
    const inside = candidatesOf(point).filter(({ box }) => isInside(box, width, height));
    const others = dots.filter((_, i) => i !== own);
    const free = inside.filter((one) => !dots.some((dot) => touch(one.box, dot)) && isClear(one, taken) && !others.some((dot) => hits(one.leader, dot)));
    const found = lowest(free, ({ reach, box }) => reach + worthOf(box, obstacles));
    if (!found) return undefined;
    taken.push(found);
    const { box, leader } = found;
    return { x: box.x, y: box.y + HEIGHT / 2, ...(leader && { leader: leader[1] }) };
  });
} // prettier-ignore

/** How much farther away a box would rather lie, pixels. */
function worthOf(box: Box, obstacles: Obstacle[]): number {
  return obstacles.reduce((sum, other) => sum + (touch(box, other) ? other.worth : 0), 0);
}

/** The first element with the lowest key. */
function lowest<Element>(elements: Element[], key: (one: Element) => number): Element | undefined {
  const keys = elements.map(key);
  return elements[keys.indexOf(Math.min(...keys))];
}

/** Boxes around a point in all directions, near before far. */
function candidatesOf(point: Labelled): Placed[] {
  const { x, y, width, radius } = point;
  return REACHES.flatMap((beyond) =>
    ANGLES.map((angle) => {
      const reach = radius + beyond;
      const [along, up] = [Math.cos(angle), Math.sin(angle)];
      const side = Math.abs(along) < 0.1 ? width / 2 : along > 0 ? 0 : width;
      const box = { x: x + reach * along - side, y: y - reach * up - HEIGHT / 2, width, height: HEIGHT };
      const end = nearestOf(box, point);
      const far = Math.hypot(end.x - x, end.y - y) > radius + LEADER_DISTANCE;
      return far ? { reach, box, leader: [point, end] as const } : { reach, box };
    }),
  );
}

/** The point of a box that is the nearest to another point. */
function nearestOf({ x, y, width, height }: Box, to: Spot): Spot {
  return { x: Math.min(Math.max(to.x, x), x + width), y: Math.min(Math.max(to.y, y + 1), y + height - 1) };
}

/** Whether neither labels nor leader lines cross those that are placed. */
function isClear({ box, leader }: Placed, taken: Placed[]): boolean {
  return taken.every(
    (other) =>
      !touch(box, other.box) &&
      !hits(leader, other.box) &&
      !hits(other.leader, box) &&
      !(leader && other.leader && cross(leader, other.leader)),
  );
}

function isInside({ x, y, width, height }: Box, right: number, bottom: number): boolean {
  return x >= 2 && y >= 0 && x + width <= right - 1 && y + height <= bottom;
}

function touch(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Whether a line meets a box: it crosses one of its diagonals, or ends inside. */
function hits(line: readonly [Spot, Spot] | undefined, { x, y, width, height }: Box): boolean {
  if (!line) return false;
  const inside = (spot: Spot) => spot.x > x && spot.x < x + width && spot.y > y && spot.y < y + height;
  const [right, bottom] = [x + width, y + height];
  const falling = [{ x, y }, { x: right, y: bottom }] as const;
  const rising = [{ x, y: bottom }, { x: right, y }] as const;
  return line.some(inside) || cross(line, falling) || cross(line, rising);
} // prettier-ignore

function cross([a, b]: readonly [Spot, Spot], [c, d]: readonly [Spot, Spot]): boolean {
  const side = (p: Spot, q: Spot, r: Spot) =>
    Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}
