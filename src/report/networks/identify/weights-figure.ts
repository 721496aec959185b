import { dot, ruleX, ruleY } from '@observablehq/plot';
import { bottomAxis, leftAxis } from '../../marks/axes.js';
import { FULL_WIDTH, svgOf, type Figure } from '../../marks/figure.js';
import { HUE } from '../../marks/palette.js';
import { sizesOf, type LinearAnswer } from './linear-answer.js';

/** More weights stand too close. */
const MOST = 400;
/** Intervals of a smaller share of the largest weight cannot be seen. */
const SEEN = 0.01;
/** Width of a drawing for a small screen, pixels. */
const NARROW = 350;

/** A weight in the unit that is shown, with its place by size. */
interface Ranked {
  readonly rank: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** NaN where there is no other reading */
  readonly other: number;
}

/** Every weight with its interval, from the smallest to the largest; beside other readings of the same devices where there are any. */
export function weightsFigure(answer: LinearAnswer): Figure | undefined {
  const { map, weight, beside } = answer;
  const all = map.matrix.flatMap((row, o) => row.map((estimate, i) => ({ ...estimate, other: beside?.matrix[o][i] ?? NaN })));
  const { widest, largest } = sizesOf(answer);
  if (all.length > MOST || (!beside && widest < SEEN * largest)) return undefined;
  const points = all
    .toSorted((a, b) => a.value - b.value)
    .map(({ value, low, high, other }, rank): Ranked => ({ rank: rank + 1, value: value / weight.scale, low: low / weight.scale, high: high / weight.scale, other: other / weight.scale }));
  return {
    name: 'weights',
    title: 'Weights with their intervals',
    caption: `Every weight from the smallest to the largest, with its 95 % interval.${beside ? ` Open circles: ${beside.what}.` : ''}`,
    svg: draw(points, weight.unit, FULL_WIDTH),
    narrow: draw(points, weight.unit, NARROW),
  };
} // prettier-ignore

function draw(points: readonly Ranked[], unit: string, width: number): string {
  return svgOf(
    {
      width,
      height: 260,
      marginLeft: 64,
      marginRight: 12,
      marginTop: 10,
      marginBottom: 38,
      x: { domain: [0, points.length + 1] },
      y: { nice: true },
      marks: [
        ...(points[0].value < 0
          ? [ruleY([0], { stroke: 'currentColor', strokeWidth: 0.75, strokeOpacity: 0.5 })]
          : []),
        ruleX(points, { x: 'rank', y1: 'low', y2: 'high', stroke: HUE.blue, strokeWidth: 1.5 }),
        dot(points, { x: 'rank', y: 'value', r: 2, fill: HUE.blue }),
        dot(points, { x: 'rank', y: 'other', r: 3.5, stroke: HUE.vermilion, strokeWidth: 1 }),
        ...bottomAxis({ label: 'rank, from the smallest up', ticks: width / 85, tickFormat: 'd' }),
        ...leftAxis({ label: `weight${unit ? `, ${unit}` : ''}`, ticks: 5 }),
      ],
    },
    'Weights with their intervals',
  );
}
