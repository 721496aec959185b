import type { Summary } from '../../runs/summary.js';
import type { Sweep } from '../../experiment/sweep/sweep.js';
import { FULL_WIDTH, type Figure, svgOf } from '../marks/figure.js';
import { isNumeric, sweepGrid, type SweepGrid } from '../marks/sweep-grid.js';
import { sweepMapFigure } from './sweep-map-figure.js';
import { ruleY, text, type Markish } from '@observablehq/plot';
import { count, paragraph, whyNoInterval } from '../page/caption.js';
import { directLabels, labelHeight, labelWidth } from '../marks/direct-labels.js';
import { failureLimit, limitInWords, type FailureLimit } from '../page/sweep-failure.js';
import { key, keyWidth } from '../marks/key.js';
import { FADED } from '../marks/palette.js';
import { PANEL } from '../marks/map-panels.js';
import { rowScale } from '../marks/panel-rows.js';
import { stepScale, type StepScale } from '../marks/step-scale.js';
import { DOMAIN, curveAxes, curveMarks, sweepCurves, type SweepCurves } from '../marks/sweep-curves.js';

/** Maximum number of curves in a panel, and of panels. */
const MAXIMUM_CURVES = 8;
const MAXIMUM_PANELS = 12;

/** Final steps over the settings of a sweep, as curves or as a map; undefined for a single point or too many panels. */
export function sweepFigure(summary: Summary, sweep: Sweep): Figure | undefined {
  const grid = sweepGrid(summary, sweep);
  const { axes } = grid;
  if (axes.length === 0) return undefined;
  const numeric = axes.filter(isNumeric).length;
  if (
    axes.length === 2 &&
    (numeric !== 1 || axes[1 - axes.findIndex(isNumeric)].values.length > MAXIMUM_CURVES)
  )
    return sweepMapFigure(summary, grid);
  return curves(summary, grid);
}

/** Curves along the first axis with numbers: one curve per value of the next short axis, one panel per combination of the others. */
function curves(summary: Summary, { axes, points }: SweepGrid): Figure | undefined {
  const along = Math.max(axes.findIndex(isNumeric), 0);
  const second = axes.findIndex(({ values }, axis) => axis !== along && values.length <= MAXIMUM_CURVES);
  const others = axes.flatMap((_, axis) => (axis === along || axis === second ? [] : [axis]));
  const panels = others.reduce((product, axis) => product * axes[axis].values.length, 1);
  if (panels > MAXIMUM_PANELS) return undefined;
  const order = [along, ...(second < 0 ? [] : [second]), ...others];
  return sweepCurvesFigure(summary, {
    axes: order.map((axis) => axes[axis]),
    points: points.map((point) => ({ ...point, at: order.map((axis) => point.at[axis]) })),
  });
}

const SINGLE = { height: 280, top: 8 };
/** Width of the whole figure on a small screen, pixels. */
const NARROW = 350;
const PANELS = { width: 190, height: 150, top: 52, columnGap: 18, rowGap: 34 };
const MARGIN = { marginLeft: 40, marginBottom: 36 };

/** Final steps against the first axis: one curve per value of the second axis, one panel per combination of the others. */
function sweepCurvesFigure(summary: Summary, grid: SweepGrid): Figure {
  const drawn = sweepCurves(grid);
  const means = grid.points.map(({ steps }) => steps);
  const scale = stepScale(means, Math.max(...grid.points.map(({ high }) => high)));
  const limit = failureLimit(summary);
  const stepsLabel = `steps, last ${count(summary.conditions[0].final.episodes, 'episode')}`;
  return {
    name: 'sweep',
    title: `Final steps over ${drawn.along.name}`,
    caption: caption(summary, drawn, grid, limit),
    ...(drawn.panels.length > 1
      ? { svg: drawPanels(drawn, scale, stepsLabel, limit) }
      : {
          svg: drawSingle(drawn, scale, stepsLabel, FULL_WIDTH, limit),
          narrow: drawSingle(drawn, scale, stepsLabel, NARROW, limit),
        }),
  };
}

function drawSingle(
  drawn: SweepCurves,
  scale: StepScale,
  stepsLabel: string,
  width: number,
  limit?: FailureLimit,
): string {
  const { labels, curves } = drawn;
  const [left, end] = DOMAIN;
  const named = curves.filter(({ label }) => label);
  const height = Math.max(SINGLE.height, labelHeight(labels.length));
  const marginRight = named.length > 0 ? labelWidth(labels) : 12;
  const across = width - MARGIN.marginLeft - marginRight;
  const ends = named.map(({ label, style, points }) => ({ label, style, y: points.at(-1)!.steps }));
  const space = { ...scale, end, xPerPixel: (end - left) / across, height };
  return svgOf(
    {
      ...MARGIN,
      marginTop: SINGLE.top,
      marginRight,
      width,
      height: SINGLE.top + height + MARGIN.marginBottom,
      fx: { axis: null },
      fy: { axis: null },
      x: { domain: DOMAIN },
      y: { type: scale.type, domain: scale.domain },
      marks: [
        ...limitMark(limit),
        ...curveMarks(drawn, scale),
        ...curveAxes(drawn, scale, stepsLabel, across),
        ...directLabels(ends, space),
      ],
    },
    `Final steps over ${drawn.along.name}: ${labels.join(', ')}`,
  );
}

function drawPanels(drawn: SweepCurves, scale: StepScale, stepsLabel: string, limit?: FailureLimit): string {
  const { panels, labels, curves } = drawn;
  const { width, height, top, columnGap, rowGap } = PANELS;
  const columns = Math.max(...panels.map(({ column }) => column)) + 1;
  const content = columns * (width + columnGap) - columnGap;
  const marginRight = Math.max(8, Math.ceil(keyWidth(labels) - content));
  const rows = Math.max(...panels.map(({ row }) => row)) + 1;
  return svgOf(
    {
      ...MARGIN,
      marginTop: top,
      marginRight,
      width: MARGIN.marginLeft + content + marginRight,
      height: top + rows * (height + rowGap) - rowGap + MARGIN.marginBottom,
      fx: rowScale(columns, width, columnGap),
      fy: rowScale(rows, height, rowGap),
      x: { domain: DOMAIN },
      y: { type: scale.type, domain: scale.domain },
      marks: [
        ...limitMark(limit),
        ...curveMarks(drawn, scale),
        ...curveAxes(drawn, scale, stepsLabel, width),
        text(panels, { ...PANEL, text: 'name', frameAnchor: 'top-left', dy: -14, fontWeight: 'bold', lineWidth: 16, textOverflow: 'ellipsis' }),
        key(curves.slice(0, labels.length), 8),
      ],
    },
    `Final steps over ${drawn.along.name}: ${panels.map(({ name }) => name).join('; ')}`,
  ); // prettier-ignore
}

/** The steps beyond which learning has failed, dashed across all panels. */
function limitMark(limit?: FailureLimit): Markish[] {
  return limit
    ? [ruleY([limit.steps], { strokeDasharray: '5 4', strokeWidth: 1, strokeOpacity: FADED.line })]
    : [];
}

function caption(
  summary: Summary,
  { labels, spacing }: SweepCurves,
  { axes }: SweepGrid,
  limit?: FailureLimit,
): string {
  const { seeds, conditions } = summary;
  const last = count(conditions[0].final.episodes, 'episode');
  return paragraph(
    `Moves per episode in the last ${last}:`,
    seeds > 1
      ? `mean over ${count(seeds, 'seed')}${whyNoInterval(seeds) ? '.' : ' with 95 % interval.'}`
      : 'one seed.',
    axes.length > 1 && `Each curve is a value of ${axes[1].name}.`,
    labels.length > 1 && 'Curves are shifted sideways so that their intervals do not hide each other.',
    spacing.kind === 'logarithmic' && `The axis of ${axes[0].name} is logarithmic.`,
    limit && `Beyond the dashed line learning fails (${limitInWords(limit, summary)}).`,
    'An unfinished episode counts as the step limit.',
  );
}
