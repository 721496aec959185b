import type { CostAxis } from './cost-axis.js';
import { labelPlaces } from './label-places.js';
import type { ParetoPoint } from './pareto-points.js';
import type { StepsAcross } from './steps-across.js';

/** A point's label in the units of the axes, and where a line leads to it if it stands apart. */
export interface PlacedLabel {
  point: ParetoPoint;
  at: { x: number; y: number };
  leader?: { x: number; y: number };
}

const CHARACTER = 5.4;
const BOLD = 1.08;
/** Distance beyond which a line leads to a label, pixels. */
const APART = 13;

/** The labels of all points that have room, panel by panel. @param width, @param height of a panel */
export function placedLabels(points: ParetoPoint[], across: CostAxis, up: StepsAcross, width: number, height: number): PlacedLabel[] {
  const rows = [...new Set(points.map(({ row }) => row))];
  return rows.flatMap((row) => {
    const own = points.filter((point) => point.row === row);
    const pixels = own.map(({ cost, final, label, on, kind }) => ({
      x: across.fraction(cost) * width,
      y: (1 - up.fraction(final)) * height,
      width: label.length * CHARACTER * (on || kind === 'reference' ? BOLD : 1),
    }));
    return labelPlaces(pixels, width, height).flatMap((place, i): PlacedLabel[] => {
      if (!place) return [];
      const value = (x: number, y: number) => ({ x: across.value(x / width), y: up.value(1 - y / height) });
      const at = value(place.x, place.y);
      const nearest = Math.min(Math.max(pixels[i].x, place.x), place.x + pixels[i].width);
      const apart = Math.hypot(nearest - pixels[i].x, place.y - pixels[i].y) > APART;
      const edge = place.y + (place.y < pixels[i].y ? 5 : place.y > pixels[i].y + 5 ? -5 : 0);
      return [{ point: own[i], at, ...(apart && { leader: value(nearest, edge) }) }];
    });
  });
} // prettier-ignore
