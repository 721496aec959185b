import { dot, line, type Markish } from '@observablehq/plot';
import type { Summary } from '../../../runs/summary.js';
import { columnOf, type ReadArray, firstOnly } from './read-arrays.js';
import { weightRange } from '../../marks/critic-points.js';
import { bottomAxis, leftAxis } from '../../marks/axes.js';
import { svgOf, type Figure } from '../../marks/figure.js';
import { mapHeadings, panelNumber, PANEL, signed, type Panel } from '../../marks/map-panels.js';
import { HUE } from '../../marks/palette.js';
import { rowScale } from '../../marks/panel-rows.js';
import { paragraph } from '../../page/caption.js';
import { headsOf } from '../../page/heads.js';

const SIDE = 190;
const GAP = { columns: 24, rows: 40 };
const MARGIN = { marginTop: 26, marginRight: 10, marginBottom: 36, marginLeft: 46 };

/** Weights as products have them, against those that were programmed: one dot a device, one panel an array. */
export function arrayWeightsFigure(summary: Summary, arrays: readonly ReadArray[]): Figure | undefined {
  if (arrays.length === 0) return undefined;
  const isCritic = headsOf(summary).map(({ action }) => action === undefined);
  const both = isCritic.includes(true) && isCritic.includes(false);
  const lines = arrays.map(({ condition, reading: { ideal, effective } }) => {
    const { slope, start } = fittedLine(ideal, effective);
    const whose = arrays.length > 1 ? `${condition.name}: slope` : 'Slope of effective over programmed weights:';
    return `${whose} ${slope.toFixed(3)}, ${signed(Number(start.toFixed(3)))} at weight 0.`;
  }); // prettier-ignore
  const finding = lines.join(' ');
  return {
    name: 'effective-weights',
    title: 'Effective against programmed weights',
    caption: paragraph(
      finding,
      firstOnly(summary),
      'Each dot is a device at the end: the weight that an ideal array would have, and the weight that a product has through wires and converters, with its row driven alone.',
      'Products subtract the offset of G0 as if wires were ideal: what the wires take of it counts against the weight.',
      both && 'Blue: critic; vermilion: actions.',
      'Line: both are equal.',
    ),
    svg: draw(arrays, isCritic),
  };
}

function draw(arrays: readonly ReadArray[], isCritic: readonly boolean[]): string {
  const conditions = arrays.map(({ condition }) => condition);
  const places = arrays.map((_, i) => panelNumber(i));
  const columns = Math.max(...places.map(({ column }) => column)) + 1;
  const rows = Math.max(...places.map(({ row }) => row)) + 1;
  const x = rangeOf(arrays.map(({ reading }) => reading.ideal));
  const y = rangeOf(arrays.map(({ reading }) => reading.effective));
  return svgOf(
    {
      ...MARGIN,
      width: MARGIN.marginLeft + columns * (SIDE + GAP.columns) - GAP.columns + MARGIN.marginRight,
      height: MARGIN.marginTop + rows * (SIDE + GAP.rows) - GAP.rows + MARGIN.marginBottom,
      fx: rowScale(columns, SIDE, GAP.columns),
      fy: rowScale(rows, SIDE, GAP.rows),
      x: { domain: x },
      y: { domain: y, nice: true },
      marks: [
        ...places.flatMap((place, i) => panel(arrays[i], place, isCritic, x)),
        ...bottomAxis({ label: 'programmed weight', ticks: 4 }),
        ...leftAxis({ label: 'effective weight', ticks: 4 }),
        mapHeadings(conditions),
      ],
    },
    `Effective over programmed weights: ${conditions.map(({ name }) => name).join(', ')}`,
  );
}

function panel(
  { reading: { ideal, effective, columns } }: ReadArray,
  place: Panel,
  isCritic: readonly boolean[],
  domain: [number, number],
): Markish[] {
  const ends = domain.map((weight) => ({ ...place, weight }));
  const actions = isCritic.map((critic, column) => ({ critic, column }));
  return [
    line(ends, { ...PANEL, x: 'weight', y: 'weight', strokeWidth: 0.75 }),
    // The critic has few devices among those of the actions: its dots are on top.
    ...actions
      .toSorted((a, b) => Number(a.critic) - Number(b.critic))
      .map(({ critic, column }) => {
        const [x, y] = [columnOf(ideal, column, columns), columnOf(effective, column, columns)];
        const points = x.map((weight, cell) => ({ ...place, programmed: weight, effective: y[cell] }));
        const fill = critic ? HUE.blue : HUE.vermilion;
        return dot(points, { ...PANEL, x: 'programmed', y: 'effective', r: 2, fill, fillOpacity: 0.75 });
      }),
  ];
}

/** 0 … 1, or wider where weights lie outside. */
function rangeOf(tables: readonly Float64Array[]): [number, number] {
  return weightRange(tables.flatMap((table) => [...table]));
}

/** The line with the least squares: its slope, and its value at 0. */
function fittedLine(x: Float64Array, y: Float64Array): { slope: number; start: number } {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middle, level] = [mean(x), mean(y)];
  let [together, square] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    together += (x[i] - middle) * (y[i] - level);
    square += (x[i] - middle) ** 2;
  }
  const slope = square > 0 ? together / square : 1;
  return { slope, start: level - slope * middle };
}
