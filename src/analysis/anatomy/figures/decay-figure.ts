import { dot, lineY, ruleX } from '@observablehq/plot';
import type { LawPoint } from '../feedback-laws.js';
import { bottomAxis, leftAxis } from '../../../report/marks/axes.js';
import { paragraph } from '../../../report/page/caption.js';
import { IDEAL_STYLE, styleNumber } from '../../../report/page/condition-style.js';
import { directLabels, labelWidth, stroke, type CurveEnd } from '../../../report/marks/direct-labels.js';
import { svgOf, type Figure } from '../../../report/marks/figure.js';
import type { Anatomy, Curve } from '../anatomy.js';
import { curveMarks } from './accumulation-figure.js';

const PLOT = { width: 400, height: 260 };
const MARGIN = { marginTop: 10, marginLeft: 46, marginBottom: 38 };
const LOW = -0.1;
const HIGH = 1.2;
const FORMULA = '(1 − α)^k';

/** The share of an error of the critic that is left visits later, in the task and for a single weight, with (1 − α)^k. */
export function decayFigure(anatomy: Anatomy): Figure {
  const { learningRate, noise, schemes } = anatomy;
  return {
    name: 'decay',
    title: 'What is left of an error',
    caption: paragraph(
      schemes.some(({ response }) => response)
        ? 'Curves: the error of the critic after k more visits of a state, regressed on the new noise of one visit. The regression keeps the error before this visit constant; bands are 95 %. Where a curve is steep, linear pulse counts correct by more than α. The ends of the window cut errors off too, even without feedback. A scheme that corrects within an update starts below 1.'
        : `There are no curves, because ${noise} noise leaves no new error in the devices.`,
      `Points: autocorrelation of the error of a single weight with 95 % intervals, on linear devices with write noise and feedback. Dashed: ${FORMULA} with α = ${learningRate}.`,
    ),
    svg: draw(anatomy),
  };
}

function draw({ schemes, laws: { decay } }: Anatomy): string {
  const { points } = decay;
  const lags = points.at(-1)!.at;
  const known = schemes.map(({ scheme, response }, i) => ({ scheme, response, style: styleNumber(i) }));
  const ends = known.flatMap(({ scheme, response, style }): CurveEnd[] =>
    response ? [{ label: scheme, style, y: inside(response.mean.at(-1)!) }] : [],
  );
  ends.push({ label: FORMULA, style: IDEAL_STYLE, y: points.at(-1)!.theory });
  const marginRight = labelWidth(ends.map(({ label }) => label));
  const single = { x: 'at', stroke: 'currentColor' };
  return svgOf(
    {
      ...MARGIN,
      marginRight,
      width: MARGIN.marginLeft + PLOT.width + marginRight,
      height: MARGIN.marginTop + PLOT.height + MARGIN.marginBottom,
      x: { domain: [0, lags] },
      y: { domain: [LOW, HIGH] },
      marks: [
        ...known.flatMap(({ response, style }) => (response ? curveMarks(within(response), style) : [])),
        lineY(points, { x: 'at', y: 'theory', ...stroke(IDEAL_STYLE) }),
        ruleX(points, { ...single, y1: ({ interval }: LawPoint) => interval[0], y2: ({ interval }: LawPoint) => interval[1] }),
        dot(points, { ...single, y: 'value', r: 2.5, fill: 'currentColor' }),
        ...bottomAxis({ label: 'visits since the error, k', ticks: 5 }),
        ...leftAxis({ label: 'share that is left', ticks: 6 }),
        ...directLabels(ends, {
          end: lags,
          xPerPixel: lags / PLOT.width,
          height: PLOT.height,
          fraction: (y) => (y - LOW) / (HIGH - LOW),
          value: (fraction) => LOW + fraction * (HIGH - LOW),
        }),
      ],
    },
    `What is left of an error: ${ends.map(({ label }) => label).join(', ')}`,
  );
} // prettier-ignore

/** The curve with values beyond the axis moved to its edge: few errors give wide bands. */
function within({ at, mean, interval }: Curve): Curve {
  return { at, mean: mean.map(inside), interval: interval.map((ends) => ends && [inside(ends[0]), inside(ends[1])]) };
} // prettier-ignore

function inside(share: number): number {
  return Math.min(Math.max(share, LOW), HIGH);
}
