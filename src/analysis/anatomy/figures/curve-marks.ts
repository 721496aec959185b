import { areaY, lineY, type Markish } from '@observablehq/plot';
import type { ConditionStyle } from '../../../report/page/condition-style.js';
import { stroke } from '../../../report/marks/direct-labels.js';
import type { Curve } from '../anatomy.js';

/** A curve with its 95 % band. */
export function curveMarks({ at, mean, interval }: Curve, style: ConditionStyle): Markish[] {
  const points = at.map((x, i) => {
    const [low, high] = interval[i] ?? [mean[i], mean[i]];
    return { x, y: mean[i], low, high };
  });
  return [
    areaY(points, { x: 'x', y1: 'low', y2: 'high', fill: style.colour, fillOpacity: 0.15 }),
    lineY(points, { x: 'x', y: 'y', ...stroke(style) }),
  ];
}
