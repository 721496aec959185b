import { areaY, lineY, ruleY, text, type Markish } from '@observablehq/plot';
import type { Summary } from '../../runs/summary.js';
import { IDEAL_STYLE } from '../page/condition-style.js';
import { stroke } from './direct-labels.js';
import { BEHIND, FADED } from './palette.js';
import type { StepCurve, StepPoint } from './step-curves.js';
import type { StepScale } from './step-scale.js';
import { valuePoints } from './value-points.js';

/** Pale raw curves and bands, smoothed curves in front, and their values in words. */
export function curveMarks(curves: StepCurve[], { domain: [floor, top] }: StepScale): Markish[] {
  // The thin curve comes last: the curve of an open-loop learner may be identical.
  const drawn = [...curves].sort((a, b) => Number(a.style === IDEAL_STYLE) - Number(b.style === IDEAL_STYLE));
  const within = (steps: number) => Math.min(Math.max(steps, floor), top);
  return [
    ...drawn.map(({ points, style }) =>
      areaY(points, {
        x: 'episode',
        y1: ({ low }: StepPoint) => within(low),
        y2: 'high',
        fill: style.colour,
        // Many bands on each other would hide the curves.
        fillOpacity: Math.min(1, 2 / curves.length) * BEHIND.band,
      }),
    ),
    ...drawn.filter(isSmoothed).map(({ raw, style }) =>
      lineY(raw, {
        x: 'episode',
        y: ({ steps }: StepPoint) => within(steps),
        stroke: style.colour,
        strokeWidth: 0.75,
        strokeOpacity: BEHIND.raw,
      }),
    ),
    ...drawn.map(({ points, style }) => lineY(points, { x: 'episode', y: 'steps', ...stroke(style) })),
    ...drawn.map(valuesOf),
  ];
}

function isSmoothed({ raw, points }: StepCurve): boolean {
  return raw.some(({ steps }, i) => steps !== points[i].steps);
}

function valuesOf(curve: StepCurve): Markish {
  const { points, style } = curve;
  return valuePoints(points, valueWords(curve), { x: 'episode', y: 'steps', fill: style.colour });
}

/** The steps of a curve in words. */
export function valueWords({ label }: StepCurve): (point: StepPoint) => string {
  return ({ episode, steps, low, high }) =>
    `${label}, episode ${Math.round(episode).toLocaleString('en-US')}: ${steps.toFixed(2)} steps${high > low ? ` [${low.toFixed(2)}, ${high.toFixed(2)}]` : ''}`;
}

/** Ticks at round episodes, such as 50, 100, … or 2000, 4000, …: at least four where they fit. @param width of the axis, pixels */
export function roundEpisodes(end: number, width: number): number[] {
  const decade = 10 ** Math.floor(Math.log10(end));
  const most = Math.min(4, Math.max(1, Math.floor(width / 45)));
  const spacing = [0.1, 0.2, 0.5, 1, 2].map((part) => part * decade).findLast((part) => part <= end / most);
  const step = Math.max(1, Math.round(spacing ?? 1));
  return Array.from({ length: Math.floor(end / step) }, (_, i) => (i + 1) * step);
}

/** A thin line at the shortest path of the task, if it is known. @param end last episode of the axis */
export function shortestPath({ task }: Summary, end: number): Markish[] {
  if (task?.shortestPath === undefined) return [];
  const steps = task.shortestPath;
  return [
    ruleY([steps], { strokeWidth: 0.5, strokeOpacity: FADED.line }),
    text([`shortest path: ${steps} steps`], { x: end, y: steps, dy: 9, dx: -3, textAnchor: 'end' }),
  ];
}
