import type { Summary } from '../../../runs/summary.js';
import { columnOf, magnitudes, type ReadArray, firstOnly } from './read-arrays.js';
import { colourBar } from '../../marks/colour-bar.js';
import { svgOf, type Figure } from '../../marks/figure.js';
import { LEVELS } from '../../marks/level-map.js';
import { KEY_WIDTH, MARGIN_TOP, PANEL_SIDE, signed } from '../../marks/map-panels.js';
import { rowHeadings, rowScale } from '../../marks/panel-rows.js';
import { paragraph } from '../../page/caption.js';
import { columnNames } from '../../page/heads.js';
import { conductanceRange } from '../conductance-figure.js';
import { arrayPanels, ROW } from '../conductance-panels.js';

const GAP = 26;
/** Height of a column's squares, so that its name has room, pixels. */
const LINE = 14;

/** The IR drop: which part of its conductance each device has lost behind the wires; undefined where no array has wires. */
export function arrayLossFigure(summary: Summary, arrays: readonly ReadArray[]): Figure | undefined {
  const wired = arrays.filter(({ reading }) => reading.parts.wires);
  if (wired.length === 0) return undefined;
  const finding = wired.map((one) => lossInWords(summary, one, wired.length > 1)).join(' ');
  return {
    name: 'ir-drop',
    title: 'IR drop: what the wires take from each device',
    caption: paragraph(
      finding,
      firstOnly(summary),
      'Each square is a device. Drivers stand before the first column, on top; amplifiers stand behind the last row, on the right.',
      'Colour: loss of conductance in a product, 1 − T/G. T is what a volt of the row’s driver adds to the current of the column.',
      wired.some(({ reading }) => reading.loss.some((loss) => loss < 0)) &&
        'A negative loss is a gain, by currents that take other ways (sneak paths).',
    ),
    svg: draw(summary, wired),
  };
}

function lossInWords(summary: Summary, { condition, reading }: ReadArray, isNamed: boolean): string {
  const { mean, largest, at } = magnitudes(reading.loss);
  const cell = Math.floor(at / reading.columns);
  const column = columnNames(summary)[at % reading.columns];
  const whose = isNamed ? ` of ${condition.name}` : '';
  return `The devices${whose} lose ${percent(mean)} of their conductance in the wires on average, and at most ${percent(largest)} (row ${cell}, ${column}).`;
}

function draw(summary: Summary, wired: readonly ReadArray[]): string {
  const conditions = wired.map(({ condition }) => condition);
  const names = columnNames(summary);
  const maps = wired.map(({ reading: { loss, columns } }) =>
    names.map((_, column) => columnOf(loss, column, columns).map((part) => 100 * part)),
  );
  const range = conductanceRange(maps);
  const { width, marks, ...panels } = arrayPanels({ maps, range, names, walls: [] }, 'row of the array');
  const each = Math.max(ROW, LINE * names.length);
  const height = conditions.length * (each + GAP) - GAP;
  return svgOf(
    {
      ...panels,
      width: panels.marginLeft + width + KEY_WIDTH,
      height: MARGIN_TOP + height + panels.marginBottom,
      marginTop: MARGIN_TOP,
      marginRight: KEY_WIDTH,
      fy: rowScale(conditions.length, each, GAP),
      color: { type: 'linear', domain: [0, LEVELS - 1], scheme: 'viridis' },
      marks: [
        ...marks,
        rowHeadings(conditions, 14),
        colourBar('loss (%)', range, { height: Math.min(height, PANEL_SIDE) }),
      ],
    },
    `Loss of conductance in the wires: ${conditions.map(({ name }) => name).join(', ')}`,
  );
}

function percent(part: number): string {
  return `${signed(Number((100 * part).toPrecision(3)))} %`;
}
