import { dot, ruleX, ruleY, type Markish } from '@observablehq/plot';
import type { Summary } from '../../../runs/summary.js';
import { columnOf, magnitudes, type ReadArray, firstOnly } from './read-arrays.js';
import { bottomAxis, leftAxis } from '../../marks/axes.js';
import { FULL_WIDTH, svgOf, type Figure } from '../../marks/figure.js';
import { signed } from '../../marks/map-panels.js';
import { HUE } from '../../marks/palette.js';
import { rowHeadings, rowScale } from '../../marks/panel-rows.js';
import { paragraph } from '../../page/caption.js';
import { headsOf } from '../../page/heads.js';

const ROW = 120;
const GAP = 34;
const MARGIN = { marginTop: 26, marginRight: 8, marginBottom: 34, marginLeft: 46 };

/** What the array adds to the sums of a TD error: its error at each state, by column; one row of panels an array. */
export function arrayErrorFigure(summary: Summary, arrays: readonly ReadArray[]): Figure | undefined {
  if (arrays.length === 0) return undefined;
  const heads = headsOf(summary);
  const critic = heads.findIndex(({ action }) => action === undefined);
  const finding = arrays.map((one) => errorInWords(one, critic, arrays.length > 1)).join(' ');
  return {
    name: 'array-td-error',
    title: 'What the array adds to the TD error, by state',
    caption: paragraph(
      finding,
      firstOnly(summary),
      'Each dot: the product through wires and converters minus the ideal product of the same conductances.',
      summary.grid
        ? 'The agent is at the centre of a place cell, which stands for a row.'
        : 'The row of a state is driven alone, with an input of one.',
      critic >= 0 && 'Blue with lines: the critic, whose products V make the TD error r + γ V(next) − V; vermilion: the actions.',
      critic >= 0 && 'The error of V(next) enters times γ, that of V with a minus sign: what all states share almost cancels.',
    ),
    svg: draw(arrays, critic),
  };
} // prettier-ignore

function errorInWords({ condition, reading }: ReadArray, critic: number, isNamed: boolean): string {
  const { error, columns } = reading;
  const { mean, largest, at } = magnitudes(critic >= 0 ? columnOf(error, critic, columns) : error);
  const state = critic >= 0 ? at : Math.floor(at / columns);
  const what = critic >= 0 ? 'values of states' : 'action values';
  const whose = isNamed ? ` of ${condition.name}` : '';
  return `The array changes the ${what}${whose} by ${number(mean)} on average, and by up to ${number(largest)} (state ${state}).`;
}

function draw(arrays: readonly ReadArray[], critic: number): string {
  const conditions = arrays.map(({ condition }) => condition);
  const [{ reading }] = arrays;
  const all = arrays.flatMap((one) => [...one.reading.error]);
  return svgOf(
    {
      ...MARGIN,
      width: FULL_WIDTH,
      height: MARGIN.marginTop + arrays.length * (ROW + GAP) - GAP + MARGIN.marginBottom,
      fy: rowScale(arrays.length, ROW, GAP),
      x: { type: 'linear', domain: [-0.7, reading.cells - 0.3] },
      y: { domain: [Math.min(0, ...all), Math.max(0, ...all)], nice: true },
      marks: [
        ruleY([0], { strokeWidth: 0.75 }),
        ...arrays.flatMap((one, row) => marksOf(one, row, critic)),
        ...bottomAxis({ label: 'state (row of the array)', interval: 1, ticks: 12, tickFormat: 'd' }),
        ...leftAxis({ label: 'error of the product', ticks: 4 }),
        rowHeadings(conditions, 14),
      ],
    },
    `Errors of products by state: ${conditions.map(({ name }) => name).join(', ')}`,
  );
}

function marksOf({ reading: { error, columns } }: ReadArray, row: number, critic: number): Markish[] {
  const pointsOf = (column: number) =>
    columnOf(error, column, columns).map((value, state) => ({ row, state, value }));
  const at = { fy: 'row', x: 'state', y: 'value' } as const;
  const actions = Array.from({ length: columns }, (_, column) => column).filter((column) => column !== critic);
  const points = critic >= 0 ? pointsOf(critic) : [];
  return [
    ...actions.map((column) => dot(pointsOf(column), { ...at, r: 1.5, fill: HUE.vermilion, fillOpacity: 0.6 })),
    ruleX(points, { fy: 'row', x: 'state', y1: 0, y2: 'value', stroke: HUE.blue, strokeOpacity: 0.5 }),
    dot(points, { ...at, r: 2.5, fill: HUE.blue }),
  ];
} // prettier-ignore

function number(value: number): string {
  return signed(Number(value.toPrecision(2)));
}
