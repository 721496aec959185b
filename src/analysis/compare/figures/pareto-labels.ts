import { textWidth } from '../../../report/marks/text-width.js';
import { labelPlaces, type Box, type Place } from './label-places.js';
import type { ParetoPoint, ParetoPoints } from './pareto-points.js';

/** Font size of labels, pixels. */
export const LABEL_SIZE = 10;

/** How much farther from its point a label would rather lie than on an interval, or on a line, pixels. */
const INTERVAL = 24;
const LINE = 90;

/** Radius of the ring around the reference, and of the space of any other point, pixels. */
export const RING = 8;
const DOT = 5;

/** The place of a point's label in the units of the axes, and the end of its leader line if it has one. */
export interface PlacedLabel {
  point: ParetoPoint;
  at: Place;
}

/** The points of a panel, its size in pixels, and the steps with ideal memory, at which a line is drawn. */
export interface ParetoSpace extends ParetoPoints {
  width: number;
  height: number;
  ideal: number | undefined;
}

/** Whether a label is bold. */
export function isBold({ on, kind }: ParetoPoint): boolean {
  return on || kind === 'reference';
}

/** The labels of one panel; points without space have no label. */
export function paretoLabels(space: ParetoSpace): PlacedLabel[] {
  const { points } = space;
  const wanted = points.map((point) => ({
    ...pixels(space, point.cost, point.final),
    radius: point.kind === 'reference' ? RING : DOT,
    width: textWidth(point.label, LABEL_SIZE, isBold(point)) + 2,
  }));
  const obstacles = [
    ...points.flatMap((point) => bars(point, space)).map((box) => ({ ...box, worth: INTERVAL })),
    ...[...stairs(space), ...across(space)].map((box) => ({ ...box, worth: LINE })),
  ];
  return labelPlaces(wanted, obstacles, space.width, space.height).flatMap((place, i) =>
    place ? [{ point: points[i], at: { ...inUnits(space, place), ...(place.leader && { leader: inUnits(space, place.leader) }) } }] : [],
  );
} // prettier-ignore

function pixels({ across, up, width, height }: ParetoSpace, cost: number, steps: number): Place {
  return { x: across.fraction(cost) * width, y: (1 - up.fraction(steps)) * height };
}

function inUnits({ across, up, width, height }: ParetoSpace, { x, y }: Place): Place {
  return { x: across.value(x / width), y: up.value(1 - y / height) };
}

/** Both intervals of a point. */
function bars({ cost, final, costs, steps }: ParetoPoint, space: ParetoSpace): Box[] {
  return [
    between(pixels(space, costs[0], final), pixels(space, costs[1], final)),
    between(pixels(space, cost, steps[0]), pixels(space, cost, steps[1])),
  ];
}

/** The line of the front: horizontal at the steps of each point, then down to the next. */
function stairs(space: ParetoSpace): Box[] {
  const front = space.points.filter(({ on }) => on).sort((a, b) => a.cost - b.cost);
  return front.slice(1).flatMap(({ cost, final }, i) => {
    const before = front[i];
    const corner = pixels(space, cost, before.final);
    return [
      between(pixels(space, before.cost, before.final), corner),
      between(corner, pixels(space, cost, final)),
    ];
  });
}

/** The line of ideal memory. */
function across({ up, width, height, ideal }: ParetoSpace): Box[] {
  if (ideal === undefined) return [];
  const y = (1 - up.fraction(ideal)) * height;
  return [between({ x: 0, y }, { x: width, y })];
}

/** The thin box around a horizontal or vertical line. */
function between(a: Place, b: Place): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x: x - 1, y: y - 1, width: Math.abs(a.x - b.x) + 2, height: Math.abs(a.y - b.y) + 2 };
}
