import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelPlaces, type Labelled } from '../../src/analysis/compare/figures/label-places.js';
import { paretoLabels } from '../../src/analysis/compare/figures/pareto-labels.js';
import { paretoPoints } from '../../src/analysis/compare/figures/pareto-points.js';
import { textWidth } from '../../src/report/marks/text-width.js';
import { anyComparison } from './any-comparison.js';

const [WIDTH, HEIGHT, LABEL] = [460, 270, 12];

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
type Line = [{ x: number; y: number }, { x: number; y: number }];

/** Whether a line meets a box, from its points at a hundredth of its length each. */
function meets([a, b]: Line, { x, y, width, height }: Box): boolean {
  return Array.from({ length: 101 }, (_, i) => i / 100).some((share) => {
    const [at, up] = [a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)];
    return at > x + 0.5 && at < x + width - 0.5 && up > y + 0.5 && up < y + height - 0.5;
  });
}

const overlap = (a: Box, b: Box) =>
  Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 1e-6 &&
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 1e-6;

/** Complains where labels overlap or leave the panel, or a leader line crosses a label that is not its own. */
function faults(labels: { box: Box; leader?: Line }[]): string[] {
  return labels.flatMap(({ box, leader }, i) => [
    ...(box.x < 0 || box.y < -1e-6 || box.x + box.width > WIDTH || box.y + box.height > HEIGHT + 1e-6 ? [`${i} leaves the panel`] : []),
    ...labels.flatMap((other, j) => (j < i && overlap(box, other.box) ? [`${i} overlaps ${j}`] : [])),
    ...labels.flatMap((other, j) => (j !== i && leader && meets(leader, other.box) ? [`the line of ${i} crosses ${j}`] : [])),
  ]);
} // prettier-ignore

const point = fc.record({
  x: fc.double({ min: 0, max: WIDTH, noNaN: true }),
  y: fc.double({ min: 0, max: HEIGHT, noNaN: true }),
  radius: fc.constantFrom(5, 8),
  width: fc.double({ min: 20, max: 140, noNaN: true }),
});

describe('labels', () => {
  const placed = (points: Labelled[]) =>
    labelPlaces(points, [], WIDTH, HEIGHT).map((place, i) =>
      place && {
        box: { x: place.x, y: place.y - LABEL / 2, width: points[i].width, height: LABEL },
        ...(place.leader && { leader: [points[i], place.leader] as Line }),
      }); // prettier-ignore

  it('rather lie on one line than on two, and rather a little away than on any', () => {
    const dot = { x: 200, y: 100, radius: 5, width: 100 };
    const [own, wall] = [
      { x: 190, y: 99, width: 40, height: 2, worth: 24 },
      { x: 260, y: -100, width: 2, height: 400, worth: 24 },
    ];
    const heightOf = (...lines: (typeof wall)[]) => labelPlaces([dot], lines, WIDTH, HEIGHT)[0]!.y;
    expect(heightOf()).toBe(dot.y);
    expect(Math.abs(heightOf(own) - dot.y)).toBeGreaterThan(6);
    // A wall on both sides cannot be avoided nearby, but its own line can.
    expect(Math.abs(heightOf(own, wall, { ...wall, x: 140 }) - dot.y)).toBeGreaterThan(6);
  });

  it('of random points overlap neither each other nor dots, and no leader line crosses one', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 20 }), (points) => {
        const labels = placed(points).filter((one) => one !== undefined);
        expect(faults(labels)).toEqual([]);
        for (const { box } of labels)
          for (const { x, y, radius } of points)
            expect(overlap(box, { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius })).toBe(false);
      }),
    );
  }); // prettier-ignore

  it('are found for nearly all points that lie apart', () => {
    const points = Array.from({ length: 18 }, (_, i) => ({ x: 30 + ((i * 97) % 400), y: 20 + ((i * 61) % 230), radius: 5, width: 80 })); // prettier-ignore
    expect(placed(points).filter(Boolean).length).toBeGreaterThanOrEqual(17);
  });
});

describe('the labels of a Pareto figure', () => {
  const names = fc.constant<string[]>([
    'self-correcting',
    'inverse-pulses',
    'dead-zone',
    'tiki-taka-v1',
    'agad',
    'write-verify',
  ]);

  it('do not overlap with any results, and no leader line crosses one', () => {
    fc.assert(
      fc.property(anyComparison(names), (comparison) => {
        for (const group of comparison.groups) {
          const found = paretoPoints(group, comparison, 'pulses');
          if (!found) continue;
          const { across, up } = found;
          const pixels = ({ x, y }: { x: number; y: number }) => ({ x: across.fraction(x) * WIDTH, y: (1 - up.fraction(y)) * HEIGHT }); // prettier-ignore
          const labels = paretoLabels({ ...found, width: WIDTH, height: HEIGHT, ideal: undefined }).map(({ point, at }) => {
            const { x, y } = pixels(at);
            const from = pixels({ x: point.cost, y: point.final });
            const box = { x, y: y - LABEL / 2, width: textWidth(point.label, 10), height: LABEL };
            return { box, ...(at.leader && { leader: [from, pixels(at.leader)] as Line }) };
          }); // prettier-ignore
          expect(faults(labels)).toEqual([]);
        }
      }),
    );
  });

  it('keep far outliers at the edge, with an arrow and the number, so that they squeeze nothing', () => {
    fc.assert(
      fc.property(anyComparison(names), (comparison) => {
        for (const group of comparison.groups) {
          const { points, across, up } = paretoPoints(group, comparison, 'pulses') ?? { points: [] };
          for (const { cost, final, above, right, label } of points) {
            expect(cost >= across!.domain[0] && cost <= across!.domain[1]).toBe(true);
            expect(final <= up!.domain[1]).toBe(true);
            expect(label.includes('↑')).toBe(above);
            expect(label.includes('→')).toBe(right);
          }
        }
      }),
    );
  });
});
