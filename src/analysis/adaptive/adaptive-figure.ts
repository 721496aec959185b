import { axisY, dot, link, text, type Markish, type PlotOptions } from '@observablehq/plot';
import { bottomAxis } from '../../report/marks/axes.js';
import { FONT_SIZE, FULL_WIDTH, svgOf, type Figure } from '../../report/marks/figure.js';
import { FADED, HUE } from '../../report/marks/palette.js';
import { shortenedApart, textWidth } from '../../report/marks/text-width.js';
import { count, paragraph } from '../../report/page/caption.js';
import { steps, withInterval } from '../compare/amounts.js';
import { notFar } from '../compare/figures/not-far.js';
import { legibleTicks, stepsAxis, type StepsAxis } from '../compare/figures/steps-axis.js';
import type { AdaptiveResult, CombinationResult } from './adaptive-result.js';
import { endingOf, findingOf, tableOrder, unrankedSentence } from './adaptive-words.js';

const ROW = 17;
const MARGIN = { top: 8, bottom: 36 };
/** Most rows, so that a page stays readable. */
const MOST = 60;
const SIZES = { wide: { width: FULL_WIDTH, names: 240 }, narrow: { width: 350, names: 110 } };
const LABEL = 8;
const NUMBER = 6;

/** Mean final steps of each combination with its interval, the best on top; those that stopped early are pale. */
export function adaptiveFigure(result: AdaptiveResult): Figure {
  const rows = tableOrder(result).slice(0, MOST);
  const left = result.combinations.length - rows.length;
  const halves = 'left' in result.until;
  return {
    name: 'combinations',
    title: 'Final steps of each combination',
    finding: findingOf(result),
    caption: paragraph(
      `Moves per episode in the last ${count(result.last, 'episode')}: mean over the seeds of a combination, with 95 % interval.`,
      halves && 'Bold: the combinations that are left. Pale: dropped after the round that stands beside the number of seeds.',
      !halves && 'Pale: combinations whose intervals are not narrow enough after all seeds. At the right: the number of seeds.',
      unrankedSentence(result),
      'An arrow: beyond the axis.',
      left > 0 && `The ${left} last combinations are not drawn; combinations.csv has all.`,
      'An unfinished episode counts as the step limit.',
    ),
    svg: drawn(rows, result, SIZES.wide),
    narrow: drawn(rows, result, SIZES.narrow),
  };
} // prettier-ignore

function drawn(rows: readonly CombinationResult[], result: AdaptiveResult, size: { width: number; names: number }): string {
  const axis = axisOf(rows, result);
  const names = shortenedApart(rows.map(({ name }) => name), size.names, FONT_SIZE);
  const ends = rows.map(numbersOf);
  const widest = (texts: readonly string[]) => Math.ceil(Math.max(...texts.map((one) => textWidth(one, FONT_SIZE, true))));
  const [marginLeft, marginRight] = [LABEL + widest(names), NUMBER + widest(ends) + 2];
  const specification: PlotOptions = {
    width: size.width, height: MARGIN.top + ROW * rows.length + MARGIN.bottom,
    marginLeft, marginRight, marginTop: MARGIN.top, marginBottom: MARGIN.bottom,
    x: { type: axis.type, domain: axis.domain },
    y: { type: 'linear', domain: [rows.length - 0.5, -0.5] },
    marks: [
      ...rows.flatMap((row, y) => rowMarks(row, y, axis)),
      ...rows.flatMap((row, y) => wordMarks(row, y, axis, [names[y], ends[y]])),
      axisY({ ticks: [], label: null }),
      ...bottomAxis({ label: 'steps per episode', ticks: legibleTicks(axis, size.width - marginLeft - marginRight, 24), tickFormat: String }),
    ],
  };
  return svgOf(specification, `Final steps: ${rows.map(({ name, steps: { value } }) => `${name} ${steps(value)}`).join(', ')}`);
} // prettier-ignore

/** The axis ends before combinations that hardly learn, so that the others stay distinguishable. */
function axisOf(rows: readonly CombinationResult[], { moreIsBetter }: AdaptiveResult): StepsAxis {
  const means = rows.map((row) => row.steps.value);
  const ranked = rows.filter((row) => row.ranked).map((row) => row.steps.value);
  const top = moreIsBetter ? Math.max(...means) : notFar(ranked);
  const near = rows.filter((row) => row.steps.value <= top);
  const ends = near.flatMap(({ steps: { value, interval } }) => [value, ...(interval ?? [])]);
  return stepsAxis(ends.map((end) => Math.max(end, 1)));
}

/** Whether a combination is drawn pale. */
function isPale({ state, ranked }: CombinationResult): boolean {
  return !ranked || state === 'dropped' || state === 'not narrow';
}

function rowMarks(row: CombinationResult, y: number, { domain: [bottom, top] }: StepsAxis): Markish[] {
  const { value, interval } = row.steps;
  const look = { stroke: isPale(row) ? HUE.grey : HUE.blue };
  const title = () => `${row.name}: ${withInterval(row.steps, steps)} steps; ${row.seeds} seeds; ${endingOf(row)}`;
  if (value > top)
    return [text([0], { x: top, y, text: () => '›', title, textAnchor: 'end', fill: look.stroke, fontWeight: 'bold', fontSize: 15 })];
  const [low, high] = (interval ?? [value, value]).map((end) => Math.min(top, Math.max(bottom, end)));
  return [
    link([0], { ...look, x1: low, x2: high, y1: y, y2: y, strokeWidth: isPale(row) ? 1 : 1.5 }),
    dot([0], { ...look, x: value, y, title, r: isPale(row) ? 3 : 4, strokeWidth: 1.25, fill: isPale(row) ? 'none' : look.stroke }),
  ];
} // prettier-ignore

/** The number of a combination, its seeds, and the round that dropped it. */
function numbersOf({ steps: { value }, seeds, state, round }: CombinationResult): string {
  return `${steps(value)} · ${count(seeds, 'seed')}${state === 'dropped' ? ` · round ${round}` : ''}`;
}

function wordMarks(row: CombinationResult, y: number, { domain }: StepsAxis, [name, end]: [string, string]): Markish[] {
  const look = { y, ...(isPale(row) ? { fillOpacity: FADED.text } : row.state === 'left' && { fontWeight: 'bold' }) };
  return [
    text([name], { ...look, frameAnchor: 'left', textAnchor: 'end', dx: -LABEL / 2 }),
    text([end], { ...look, x: domain[1], textAnchor: 'start', dx: NUMBER }),
  ];
} // prettier-ignore
