import { dot, lineY, ruleX, text, type Markish } from '@observablehq/plot';
import { bottomAxis, leftAxis } from '../../../report/marks/axes.js';
import { IDEAL_STYLE } from '../../../report/page/condition-style.js';
import { stroke } from '../../../report/marks/direct-labels.js';
import { FULL_WIDTH, svgOf, type Figure, stacked } from '../../../report/marks/figure.js';
import type { LawPoint } from '../feedback-laws.js';
import type { Anatomy } from '../anatomy.js';

const PANEL = {
  width: FULL_WIDTH / 2,
  height: 270,
  marginTop: 30,
  marginBottom: 38,
  marginLeft: 46,
  marginRight: 12,
};
const TITLE = 'What feedback does to noise'; // prettier-ignore

/** Measured errors of a single weight with the formulas: feedback limits write noise and averages read noise; without it errors grow like √t. */
export function feedbackLawsFigure({ laws: { write, read, openLoop } }: Anatomy): Figure {
  const curves = [
    { points: write, name: 'write noise: σ / √(α (2 − α))', filled: true, dy: -12 },
    { points: read, name: 'read noise: σ √(α / (2 − α))', filled: false, dy: 14 },
  ];
  return {
    name: 'feedback-laws',
    title: TITLE,
    caption:
      'Points: r.m.s. error of a single weight in the devices, in units of the noise σ of an update or a read, with 95 % intervals. It is measured on linear devices, through product, scheme, board and bank. Dashed: the formulas; filled: write noise; hollow: read noise. Left: with feedback, after many updates. Right: without feedback, after t updates with write noise.',
    svg: stacked(
      TITLE,
      [
        [
          panel('With feedback', { type: 'log', domain: [0.017, 0.6] }, { type: 'log', domain: [0.08, 8] }, [
            ...curves.flatMap(({ points, filled }) => law(points, filled)),
            ...curves.map(({ points, name, dy }) =>
              text([points[2]], { x: 'at', y: 'value', text: () => name, textAnchor: 'start', dx: 4, dy })),
            ...bottomAxis({ label: 'learning rate α', ticks: [0.02, 0.05, 0.1, 0.2, 0.5], tickFormat: String }),
            ...leftAxis({ label: 'error (r.m.s.) / σ', ticks: [0.1, 0.3, 1, 3], tickFormat: String }),
          ]),
          panel('Without feedback', { domain: [0, 105] }, { domain: [0, 11] }, [
            ...law(openLoop, true),
            text([openLoop.at(-2)!], { x: 'at', y: 'theory', text: () => 'write noise: σ √t', textAnchor: 'end', dx: -8, dy: -8 }),
            ...bottomAxis({ label: 'updates t', ticks: 5 }),
            ...leftAxis({ label: 'error (r.m.s.) / σ', ticks: 5 }),
          ]),
        ],
      ],
      [PANEL.height],
    ),
  };
} // prettier-ignore

/** Measured errors with the curve of their formula, in the colour of the text: hues belong to schemes. */
function law(points: LawPoint[], filled: boolean): Markish[] {
  const ends = { y1: ({ interval }: LawPoint) => interval[0], y2: ({ interval }: LawPoint) => interval[1] };
  return [
    lineY(points, { x: 'at', y: 'theory', curve: 'monotone-x', ...stroke(IDEAL_STYLE) }),
    ruleX(points, { x: 'at', ...ends, strokeWidth: 1.5 }),
    dot(points, {
      x: 'at',
      y: 'value',
      r: filled ? 2.5 : 3.5,
      stroke: 'currentColor',
      fill: filled ? 'currentColor' : 'none',
    }),
  ];
}

function panel(name: string, x: object, y: object, marks: Markish[]): string {
  const title = text([name], { frameAnchor: 'top-left', dy: -20, fontWeight: 'bold' });
  return svgOf({ ...PANEL, x, y, marks: [...marks, title] }, name);
}
