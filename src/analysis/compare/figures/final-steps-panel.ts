import { axisY, dot, link, rect, ruleX, text, type Markish, type PlotOptions } from '@observablehq/plot';
import { bottomAxis } from '../../../report/marks/axes.js';
import { FONT_SIZE, svgOf } from '../../../report/marks/figure.js';
import type { Panel } from '../../../report/marks/panels.js';
import { shortenedTo, textWidth } from '../../../report/marks/text-width.js';
import type { IntervalEstimate } from '../../statistics/interval-estimate.js';
import { steps, withInterval } from '../amounts.js';
import { isNamed, type Compared } from '../comparison.js';
import { nameOf } from '../findings/finding-words.js';
import type { SchemeStyle } from './scheme-styles.js';
import type { StepsMeasure } from './steps-measure.js';
import { legibleTicks, type StepsAxis } from './steps-axis.js';
import { FADED } from '../../../report/marks/palette.js';

const ROW = 17;
const MARGIN = { top: 26, bottom: 36, right: 44 };
/** Maximum width of names, pixels. */
const NAMES = 130;
const LABEL = 8;
/** Distance of the numbers from the axis, pixels. */
const NUMBER = 6;

/** What a panel shows: the schemes from top to bottom, and what to emphasise. */
export interface FinalSteps {
  heading: string;
  rows: Compared[];
  measure: StepsMeasure;
  /** the one to take, and those that cannot be told apart from the best */
  take: Compared | undefined;
  tied: Compared[];
  reference: string;
  ideal: number | undefined;
}

/** A mean with its interval on the axis of a panel. */
interface Bar {
  y: number;
  value: number;
  low: number;
  high: number;
  style: SchemeStyle;
  /** the same in words */
  words: string;
}

/** Final steps of every scheme with one bank and one noise, the best on top. */
export function finalStepsPanel(shown: FinalSteps, styles: Map<string, SchemeStyle>, axis: StepsAxis, width: number): Panel {
  const { heading, rows, measure } = shown;
  const names = rows.map(nameIn);
  const marginLeft = LABEL + Math.ceil(Math.max(...names.map((name) => textWidth(name, FONT_SIZE, true))));
  const height = MARGIN.top + ROW * rows.length + MARGIN.bottom;
  const specification: PlotOptions = {
    width, height, marginLeft, marginTop: MARGIN.top, marginBottom: MARGIN.bottom, marginRight: MARGIN.right,
    x: { type: axis.type, domain: axis.domain },
    y: { type: 'linear', domain: [rows.length - 0.5, -0.5] },
    marks: [
      ...backMarks(shown, axis),
      ...rows.flatMap((one, y) => rowMarks(one, y, styles.get(one.scheme)!, axis.domain[1], measure)),
      ...nameMarks(shown, names, axis),
      text([heading], { frameAnchor: 'top-left', dx: -marginLeft, dy: -18, fontWeight: 'bold', fontSize: 13 }),
      axisY({ ticks: [], label: null }),
      ...bottomAxis({ label: lowered(measure.title), ticks: legibleTicks(axis, width - marginLeft - MARGIN.right, 24), tickFormat: String }),
    ],
  };
  return { svg: svgOf(specification, `${measure.title}, ${heading}: ${rows.map((one) => `${one.scheme} ${numberOf(one, measure)}`).join(', ')}`), width, height };
} // prettier-ignore

/** The name of a scheme, with those of its equals if there is space, else with a sign that there are some. */
function nameIn(one: Compared): string {
  const whole = nameOf(one);
  if (one.sameAs.length > 0 && textWidth(whole, FONT_SIZE) > NAMES) return `${shortenedTo(one.scheme, NAMES, FONT_SIZE)} =`;
  return shortenedTo(whole, NAMES, FONT_SIZE);
} // prettier-ignore

/** Shaded: rows that cannot be told apart from the best. Lines: reference and ideal memory. */
function backMarks({ rows, tied, reference, ideal, measure }: FinalSteps, axis: StepsAxis): Markish[] {
  const shaded = rows.flatMap((one, y) => (tied.includes(one) ? [y] : []));
  const reached = rows.find((one) => isNamed(one, reference));
  const own = reached && measure.of(reached);
  return [
    rect(shaded, { y1: (y: number) => y - 0.5, y2: (y: number) => y + 0.5, fillOpacity: 0.09 }),
    ...(own ? [ruleX([own.value], { strokeWidth: 0.75, strokeOpacity: FADED.line })] : []),
    ...(ideal === undefined ? [] : [idealMark(ideal, axis)]),
  ];
}

function idealMark(ideal: number, { domain }: StepsAxis): Markish {
  return ideal < domain[0]
    ? text([`‹ ideal memory ${steps(ideal)}`], { frameAnchor: 'bottom-left', dx: 3, dy: -4, fontSize: 10 })
    : ruleX([ideal], { strokeDasharray: '4 2.5', strokeWidth: 0.75 });
}

function rowMarks(one: Compared, y: number, style: SchemeStyle, top: number, measure: StepsMeasure): Markish[] {
  const [own, plain] = [measure.of(one), measure.untuned(one)];
  return [
    ...(plain ? barMarks(barOf(`${one.scheme}, default settings`, plain, y, style, top), top, true) : []),
    ...(own ? barMarks(barOf(one.scheme, own, y, style, top), top, one.unranked !== null) : []),
  ];
} // prettier-ignore

function numberOf(one: Compared, { of }: StepsMeasure): string {
  const own = of(one);
  return own ? steps(own.value) : '–';
}

function lowered(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}

/** @param name of the scheme @param top end of the axis */
function barOf(name: string, estimate: IntervalEstimate, y: number, style: SchemeStyle, top: number): Bar {
  const { value, interval } = estimate;
  const [low, high] = interval ?? [value, value];
  const words = `${name}: ${withInterval(estimate, steps)} steps`;
  return { y, value, low: Math.min(low, top), high: Math.min(high, top), style, words };
}

/** @param hollow default settings beside tuned ones, or a scheme that is not ranked */
function barMarks(bar: Bar, top: number, hollow: boolean): Markish[] {
  const { colour, symbol } = bar.style;
  const [x, y] = [Math.min(bar.value, top), bar.y];
  if (bar.value > top)
    return [text([0], { x, y, text: () => '›', title: () => bar.words, textAnchor: 'end', fill: colour, fontWeight: 'bold', fontSize: 15 })]; // prettier-ignore
  const line = { x1: bar.low, x2: bar.high, y1: y, y2: y, stroke: colour };
  return [
    link([0], { ...line, strokeWidth: hollow ? 0.75 : 1.5 }),
    dot([0], { x, y, title: () => bar.words, r: hollow ? 3 : 4, symbol, stroke: colour, strokeWidth: 1.25, fill: hollow ? 'none' : colour }),
  ];
} // prettier-ignore

/** The name at the left and the number at the right; bold for the one to take. */
function nameMarks(
  { rows, take, reference, measure }: FinalSteps,
  names: string[],
  axis: StepsAxis,
): Markish[] {
  return rows.flatMap((one, y) => {
    const look = {
      y,
      fillOpacity: one.unranked ? FADED.text : 1,
      ...(one === take && { fontWeight: 'bold' }),
    };
    const number = `${numberOf(one, measure)}${isNamed(one, reference) ? ' ◄' : ''}`;
    return [
      text([names[y]], { ...look, frameAnchor: 'left', textAnchor: 'end', dx: -LABEL / 2 }),
      text([number], { ...look, x: axis.domain[1], textAnchor: 'start', dx: NUMBER }),
    ];
  });
}
