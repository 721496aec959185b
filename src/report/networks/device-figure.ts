import { areaY, line, text } from '@observablehq/plot';
import { deviceCurves, type CurvePoint } from '../../runs/networks/device-rows.js';
import type { DeviceResults } from '../../runs/networks/device-runs.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { labelWidth, stroke } from '../marks/direct-labels.js';
import { FULL_WIDTH, svgOf, type Figure } from '../marks/figure.js';
import { logTick } from '../marks/log-ticks.js';
import { BEHIND } from '../marks/palette.js';
import { separatePositions } from '../marks/separate-positions.js';
import { count, whyNoInterval } from '../page/caption.js';
import { IDEAL_STYLE, styleNumber, type ConditionStyle } from '../page/condition-style.js';
import { deviceLead } from './device-lead.js';

const [HEIGHT, TOP, BOTTOM, LEFT] = [340, 12, 38, 64];
/** Longer names end in an ellipsis, ems. */
const NAME = 22;

interface Curve {
  readonly name: string;
  readonly style: ConditionStyle;
  readonly points: readonly CurvePoint[];
}

/** The loss over time of the flow, and of the same network on devices, with bands over seeds. */
export function deviceFigure(results: DeviceResults): Figure {
  const curves = deviceCurves(results).map(({ name, points }, i): Curve => ({
    name,
    style: i === 0 ? IDEAL_STYLE : styleNumber(i - 1),
    points: points.filter(({ time }) => time > 0),
  }));
  const seeds = new Set(results.courses.map(({ seed }) => seed)).size;
  const bands = whyNoInterval(seeds) || `Bands are 95 % intervals of the geometric mean of ${seeds} seeds.`;
  return {
    name: 'loss-on-devices',
    title: 'Loss over time, on devices and in the flow',
    caption: `Mean loss of the weights that the devices hold, read without noise. Time is steps times rate, so that the flow (dashed) and gradient descent share one axis. ${bands}`,
    finding: deviceLead(results).sentence,
    svg: draw(curves, `Loss over time of the flow and ${count(results.conditions.length, 'condition')}`),
  };
} // prettier-ignore

function draw(curves: readonly Curve[], description: string): string {
  const all = curves.flatMap(({ points }) => points);
  const times = all.map(({ time }) => time);
  const values = all.flatMap(({ mean, interval }) => [mean, ...(interval ?? [])]).filter((value) => value > 0);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const ends = labelled(curves, [low, high]);
  return svgOf(
    {
      width: FULL_WIDTH,
      height: HEIGHT,
      marginLeft: LEFT,
      marginRight: labelWidth(curves.map(({ name }) => name)) - 24,
      marginTop: TOP,
      marginBottom: BOTTOM,
      x: { type: 'log', domain: first < last ? [first, last] : [first / 2, last] },
      y: { type: 'log', domain: low < high ? [low, high] : [low / 2, high * 2] },
      marks: [
        ...curves.flatMap(({ points, style }) => [
          areaY(points.filter(({ interval }) => interval), {
            x: 'time',
            y1: ({ interval }: CurvePoint) => interval![0],
            y2: ({ interval }: CurvePoint) => interval![1],
            fill: style.colour,
            fillOpacity: BEHIND.band,
          }),
        ]),
        // The flow comes last, so that its dashes stay in sight.
        ...curves.toReversed().map(({ points, style }) => line(points, { x: 'time', y: 'mean', ...stroke(style) })),
        ...ends.map(({ name, style, value }) =>
          text([name], { x: last, y: value, dx: 8, textAnchor: 'start', fill: style.colour, lineWidth: NAME, textOverflow: 'ellipsis' }),
        ),
        ...bottomAxis({ label: 'time (steps × rate)', ticks: 6, tickFormat: logTick([first, last]) }),
        ...leftAxis({ label: 'loss', ticks: 6, tickFormat: logTick([low, high]) }),
      ],
    },
    description,
  );
} // prettier-ignore

/** Names beside the ends of their curves, apart from each other. */
function labelled(curves: readonly Curve[], [low, high]: readonly [number, number]): (Curve & { readonly value: number })[] {
  const height = Math.log(high / low) || 1;
  const wanted = curves.map(({ points }) => Math.log(points.at(-1)!.mean / low) / height);
  const at = separatePositions(wanted, 14 / (HEIGHT - TOP - BOTTOM), 0, 1);
  return curves.map((curve, i) => ({ ...curve, value: low * Math.exp(at[i] * height) }));
} // prettier-ignore
