import { areaY, frame, lineY, text, type Markish } from '@observablehq/plot';
import { bottomAxis } from './axes.js';
import { stroke } from './direct-labels.js';
import { FONT_SIZE, svgOf } from './figure.js';
import { learningScale, stepsAxis, type LearningCurves } from './learning-curves.js';
import { PANEL, type Panel } from './map-panels.js';
import { BEHIND } from './palette.js';
import { publishedMarks } from './published-steps.js';
import { rowScale } from './panel-rows.js';
import type { StepCurve, StepPoint } from './step-curves.js';
import { roundEpisodes, valueWords } from './step-marks.js';
import type { StepScale } from './step-scale.js';
import { shortenedApart } from './text-width.js';
import { valuePoints } from './value-points.js';

/** Number of curves that are still legible in one plot. */
const MAXIMUM = 4;
/** Width below which a panel is too small, height of a panel, and gaps between panels, pixels. */
const SMALLEST = 130;
const HEIGHT = 120;
const GAP = { columns: 18, rows: 30 };
const MARGIN = { marginTop: 24, marginRight: 12, marginBottom: 36, marginLeft: 44 };

/** Whether there are too many curves for one plot. */
export function isMany(curves: readonly StepCurve[]): boolean {
  return curves.length > MAXIMUM;
}

/** One panel for each curve, all with the same axes; the other curves are pale behind it. */
export function learningPanels(drawn: LearningCurves, { width }: { width: number }): string {
  const { summary, curves, published } = drawn;
  const scale = learningScale(drawn);
  const across = width - MARGIN.marginLeft - MARGIN.marginRight;
  const columns = Math.min(4, curves.length, Math.floor((across + GAP.columns) / (SMALLEST + GAP.columns)));
  const rows = Math.ceil(curves.length / columns);
  const panel = (across + GAP.columns) / columns - GAP.columns;
  const end = Math.max(summary.episodes, 2);
  const names = shortenedApart(curves.map(({ label }) => label), panel, FONT_SIZE);
  const panels = curves.map((curve, i) => ({ curve, name: names[i], column: i % columns, row: Math.floor(i / columns) }));
  return svgOf(
    {
      ...MARGIN,
      width,
      height: MARGIN.marginTop + rows * (HEIGHT + GAP.rows) - GAP.rows + MARGIN.marginBottom,
      fx: rowScale(columns, panel, GAP.columns),
      fy: rowScale(rows, HEIGHT, GAP.rows),
      x: { domain: [1, end] },
      y: { type: scale.type, domain: scale.domain },
      marks: [
        frame({ strokeOpacity: BEHIND.band }),
        ...panels.flatMap((one) => panelMarks(one, curves, scale)),
        ...panels.flatMap(({ column, row }, i) => publishedMarks(published.filter(({ condition }) => condition === i), curves, scale, { column, row })),
        text(panels, { ...PANEL, text: 'name', frameAnchor: 'top-left', dy: -13, fontWeight: 'bold' }),
        ...bottomAxis({ label: 'episode', ticks: roundEpisodes(end, panel), tickFormat: ',d' }),
        ...stepsAxis(scale, 5),
      ],
    },
    `Steps per episode: ${curves.map(({ label }) => label).join(', ')}`,
  );
} // prettier-ignore

/** A curve with its band in its panel, in front of all others. */
function panelMarks(
  { curve, ...panel }: Panel & { curve: StepCurve },
  curves: StepCurve[],
  { domain: [floor, top] }: StepScale,
): Markish[] {
  const within = (steps: number) => Math.min(Math.max(steps, floor), top);
  const here = (points: StepPoint[]) => points.map((point) => ({ ...point, ...panel }));
  const at = { ...PANEL, x: 'episode', z: null };
  const { points, raw, style } = curve;
  const { colour } = style;
  const own = here(points);
  return [
    ...curves
      .filter((other) => other !== curve)
      .map((other) => lineY(here(other.points), { ...at, y: 'steps', strokeOpacity: BEHIND.raw, strokeWidth: 0.75 })),
    areaY(own, { ...at, y1: ({ low }: StepPoint) => within(low), y2: 'high', fill: colour, fillOpacity: BEHIND.band }),
    lineY(here(raw), { ...at, y: 'steps', stroke: colour, strokeWidth: 0.75, strokeOpacity: BEHIND.raw }),
    lineY(own, { ...at, y: 'steps', ...stroke(style) }),
    valuePoints(own, valueWords(curve), { ...PANEL, x: 'episode', y: 'steps', fill: colour }),
  ];
} // prettier-ignore
