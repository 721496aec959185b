import { axisX, axisY, rect, text, type Markish, type PlotOptions } from '@observablehq/plot';
import type { CellGrid } from '../../../envs/place-cells.js';
import type { Polygon } from '../../../envs/scene.js';
import { levelMark, levelOf, runs } from '../marks/level-map.js';
import { PANEL } from '../marks/map-panels.js';
import { wallOutline } from '../scenes/scene.js';
import { rowScale } from '../marks/panel-rows.js';

/** Height of a row of panels, pixels. */
export const ROW = 62;

/** Conductances of all conditions, [condition][column of the crossbar][cell], and how they are drawn. */
export interface Conductances {
  maps: number[][][];
  range: [number, number];
  /** names of the columns */
  names: string[];
  walls: readonly Polygon[];
}

/** Panels with their width and marks, one row per condition. */
type Panels = Pick<PlotOptions, 'fx' | 'x' | 'y'> & {
  width: number;
  marginLeft: number;
  marginBottom: number;
  marks: Markish[];
};

const GAP = 6;
/** Width of a cell of an array, pixels; of an array with many cells, as much as the page has. */
const CELL = 36;
const ARRAY_WIDTH = 560;
/** Minimum distance of the numbers of cells, pixels. */
const NUMBER = 26;

/** Panels with a map of the plane for each column, side by side. */
export function planePanels({ maps, range, names, walls }: Conductances, { side, extent }: CellGrid): Panels {
  const reach = (extent * side) / (side - 1);
  const headings = names.map((name, column) => ({ name, column, row: maps.length - 1 }));
  return {
    width: names.length * (ROW + GAP) - GAP,
    marginLeft: 6,
    marginBottom: 22,
    fx: rowScale(names.length, ROW, GAP),
    x: { domain: [-reach, reach], axis: null },
    y: { domain: [-reach, reach], axis: null },
    marks: [
      ...maps.flatMap((columns, row) =>
        columns.map((map, column) => levelMark(runs(map, reach, range), { column, row }, ROW / side)),
      ),
      ...walls.map((wall) => wallOutline(wall, '#fff')),
      text(headings, { ...PANEL, text: 'name', frameAnchor: 'bottom', dy: 14 }),
    ],
  };
}

/** Width of a letter of an axis, pixels. */
const LETTER = 5;

/** Panels with an array of cells × columns, the first head on top. @param label of the cells */
export function arrayPanels({ maps, range, names }: Conductances, label = 'cell'): Panels {
  const cells = maps[0][0].length;
  const squares = maps.flatMap((columns, row) =>
    columns.flatMap((map, column) =>
      map.map((value, cell) => ({ row, column, cell, level: levelOf(value, range) })),
    ),
  );
  const width = Math.min(CELL, ARRAY_WIDTH / cells);
  const every = Math.ceil(NUMBER / width);
  const line = { tickSize: 0, tickPadding: 4, labelArrow: 'none', labelAnchor: 'center' } as const;
  return {
    width: cells * width,
    marginLeft: Math.max(48, 8 + LETTER * Math.max(...names.map((name) => name.length))),
    marginBottom: 36,
    x: { type: 'band', domain: [...maps[0][0].keys()], padding: 0 },
    y: { type: 'band', domain: [...names.keys()], padding: 0 },
    marks: [
      axisX({ ...line, label, ticks: [...maps[0][0].keys()].filter((cell) => cell % every === 0) }),
      axisY({ ...line, label: null, tickFormat: (column: number) => names[column] }),
      rect(squares, { fy: 'row', x: 'cell', y: 'column', fill: 'level', inset: width < 8 ? 0 : 0.5 }),
    ],
  };
}
