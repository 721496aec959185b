import type { CostAxis, ParetoPoint } from './pareto-points.js';
import { labelPlaces, type Box, type Place } from './label-places.js';
import type { StepsAxis } from './steps-axis.js';

/** The place of a point's label in the units of the axes, and the end of its leader line if it has one. */
export interface PlacedLabel {
  point: ParetoPoint;
  at: Place;
  leader?: Place;
}

/** The axes of a panel and its size, pixels. */
export interface Panel {
  across: CostAxis;
  up: StepsAxis;
  width: number;
  height: number;
  /** steps with ideal memory, at which a line is drawn */
  ideal: number | undefined;
}

const CHARACTER = 4.9;
const BOLD = 1.1;
/** Distance beyond which a leader line leads to a label, pixels. */
const LEADER_DISTANCE = 13;

/** The labels of one panel, clear of intervals and lines; points without space have no label. */
export function paretoLabels(points: ParetoPoint[], panel: Panel): PlacedLabel[] {
  const wanted = points.map(({ cost, final, label, on, kind }) => ({
    ...pixels(panel, cost, final),
    width: label.length * CHARACTER * (on || kind === 'reference' ? BOLD : 1),
  }));
  const obstacles = [...points.flatMap((point) => bars(point, panel)), ...stairs(points, panel), ...across(panel)];
  return labelPlaces(wanted, obstacles, panel.width, panel.height).flatMap((place, i): PlacedLabel[] => {
    if (!place) return [];
    const from = wanted[i];
    const nearest = Math.min(Math.max(from.x, place.x), place.x + from.width);
    const isFar = Math.hypot(nearest - from.x, place.y - from.y) > LEADER_DISTANCE;
    const edge = place.y - 5 * Math.sign(Math.round((place.y - from.y) / 6));
    return [{ point: points[i], at: inUnits(panel, place), ...(isFar && { leader: inUnits(panel, { x: nearest, y: edge }) }) }];
  });
} // prettier-ignore

function pixels({ across, up, width, height }: Panel, cost: number, steps: number): Place {
  return { x: across.fraction(cost) * width, y: (1 - up.fraction(steps)) * height };
}

function inUnits({ across, up, width, height }: Panel, { x, y }: Place): Place {
  return { x: across.value(x / width), y: up.value(1 - y / height) };
}

/** Both intervals of a point. */
function bars({ cost, final, costs, steps }: ParetoPoint, panel: Panel): Box[] {
  return [
    between(pixels(panel, costs[0], final), pixels(panel, costs[2], final)),
    between(pixels(panel, cost, steps[0]), pixels(panel, cost, steps[2])),
  ];
}

/** The line of the front: horizontal at the steps of each point, then down to the next. */
function stairs(points: ParetoPoint[], panel: Panel): Box[] {
  const front = points.filter(({ on }) => on).sort((a, b) => a.cost - b.cost);
  return front.slice(1).flatMap(({ cost, final }, i) => {
    const before = front[i];
    const corner = pixels(panel, cost, before.final);
    return [
      between(pixels(panel, before.cost, before.final), corner),
      between(corner, pixels(panel, cost, final)),
    ];
  });
}

/** The line of ideal memory. */
function across({ up, width, height, ideal }: Panel): Box[] {
  if (ideal === undefined) return [];
  const y = (1 - up.fraction(ideal)) * height;
  return [between({ x: 0, y }, { x: width, y })];
}

/** The thin box around a horizontal or vertical line. */
function between(a: Place, b: Place): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x: x - 1, y: y - 1, width: Math.abs(a.x - b.x) + 2, height: Math.abs(a.y - b.y) + 2 };
}
