import { dot, line, ruleY, text } from '@observablehq/plot';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { FULL_WIDTH, svgOf, type Figure } from '../marks/figure.js';
import { FADED, HUE, POLARITY_HUE } from '../marks/palette.js';

/** width of a line of the answer in ems, and the letters that it holds at least */
const LINE_EMS = 58;
const LINE_LETTERS = 95;

/** What a measurement draws, in the units of its labels. */
interface MeasurementDrawing {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly logX?: boolean;
  readonly logY?: boolean;
  readonly curves: readonly {
    readonly name: string;
    readonly polarity?: 'set' | 'reset';
    readonly points: readonly (readonly [x: number, y: number])[];
    readonly dots?: true;
  }[];
  readonly levels?: readonly number[];
}

/** A measurement of one device as a figure. @param answer its result in a sentence @param device where it was measured */
export function measurementFigure(drawing: MeasurementDrawing, answer: string, device: string): Figure {
  const { title, x, y, logX = false, logY = false, levels = [] } = drawing;
  const drawn = ([px, py]: readonly [number, number]) => (!logX || px > 0) && (!logY || py > 0);
  const points = drawing.curves.flatMap(({ polarity, points, dots }, curve) =>
    points.filter(drawn).map(([px, py]) => ({ x: px, y: py, curve, dots, hue: polarity ? POLARITY_HUE[polarity] : HUE.blue })),
  );
  const named = drawing.curves.flatMap(({ name }, curve) => {
    if (name === '' || drawing.curves.length < 2) return [];
    const last = points.findLast((point) => point.curve === curve);
    return last ? [{ ...last, name }] : [];
  });
  const above = 10 * (Math.ceil(answer.length / LINE_LETTERS) - 1);
  const joined = points.filter(({ dots }) => !dots);
  return {
    name: title.toLowerCase().replaceAll(/[^a-z]+/g, '-'),
    title,
    caption: `${title} of ${device}: ${y} over ${x}.${levels.length > 0 ? ' Dashed: targets.' : ''}`,
    finding: `${answer}.`,
    svg: svgOf(
      {
        width: FULL_WIDTH,
        height: 320 + above,
        marginLeft: 64,
        marginRight: named.length > 0 ? 90 : 16,
        marginTop: 28 + above,
        marginBottom: 42,
        x: { type: logX ? 'log' : 'linear' },
        y: { type: logY ? 'log' : 'linear', nice: true },
        marks: [
          ruleY(levels, { strokeDasharray: '4 3', strokeOpacity: FADED.line }),
          line(joined, { x: 'x', y: 'y', z: 'curve', stroke: 'hue', strokeWidth: 1.5 }),
          dot(points, { x: 'x', y: 'y', fill: 'hue', r: 2 }),
          text(named, { x: 'x', y: 'y', text: 'name', fill: 'hue', textAnchor: 'start', dx: 8 }),
          text([answer], { frameAnchor: 'top-left', dy: -20 - above, textAnchor: 'start', ...(above > 0 && { lineWidth: LINE_EMS }) }),
          ...bottomAxis({ label: x, ticks: 6 }),
          ...leftAxis({ label: y, ticks: 5 }),
        ],
      },
      title,
    ),
  };
} // prettier-ignore
