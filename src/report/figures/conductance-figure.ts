import type { Summary, ConditionSummary } from '../../runs/summary.js';
import { count, inWords, paragraph } from '../page/caption.js';
import { colourBar } from '../marks/colour-bar.js';
import { arrayPanels, planePanels, ROW, type Conductances } from './conductance-panels.js';
import { isOpenLoop } from '../page/condition-style.js';
import { columnNames, columnsOf, directionsOf, hasCritic } from '../page/heads.js';
import { scaledUnit } from '../../core/scaled-unit.js';
import { svgOf, type Figure } from '../marks/figure.js';
import { LEVELS } from '../marks/level-map.js';
import { KEY_WIDTH, MARGIN_TOP, PANEL_SIDE } from '../marks/map-panels.js';
import { rowHeadings, rowScale } from '../marks/panel-rows.js';
import type { DeviceFit } from '../../../devices/files/device-form.js';

/** Maximum number of conditions; with more, the figure is left out. */
const MAXIMUM_CONDITIONS = 4;
const GAP = 26;

/** The conductances of the devices at the end, one row per condition; undefined for a run with many conditions. */
export function conductanceFigure(summary: Summary, windows: readonly Window[]): Figure | undefined {
  const { conditions, task } = summary;
  if (conditions.length > MAXIMUM_CONDITIONS) return undefined;
  const unit = scaledUnit(
    'S',
    windows.map(({ highestSiemens }) => highestSiemens),
  );
  const maps = conditions.map((condition) => conductanceMaps(condition, windows, unit.factor));
  const names = columnNames(summary);
  return {
    name: 'conductances',
    title: 'Conductances at the end',
    caption: caption(summary, directionsOf(summary)),
    svg: draw(
      summary,
      { maps, range: conductanceRange(maps), names, walls: task?.scene?.walls ?? [] },
      unit.name,
    ),
  };
}

function draw({ conditions, grid }: Summary, conductances: Conductances, unit: string): string {
  const { width, marks, ...panels } = grid ? planePanels(conductances, grid) : arrayPanels(conductances);
  const height = conditions.length * (ROW + GAP) - GAP;
  return svgOf(
    {
      ...panels,
      width: panels.marginLeft + width + KEY_WIDTH,
      height: MARGIN_TOP + height + panels.marginBottom,
      marginTop: MARGIN_TOP,
      marginRight: KEY_WIDTH,
      fy: rowScale(conditions.length, ROW, GAP),
      color: { type: 'linear', domain: [0, LEVELS - 1], scheme: 'viridis' },
      marks: [
        ...marks,
        rowHeadings(conditions, 14, grid && 0),
        colourBar(`conductance (${unit})`, conductances.range, { height: Math.min(height, PANEL_SIDE) }),
      ],
    },
    `Conductances at the end: ${conditions.map(({ name }) => name).join(', ')}`,
  );
}

function caption({ seeds, conditions, grid, task }: Summary, directions?: readonly string[]): string {
  const moves = directions ? `each of the ${inWords(directions.length)} moves` : 'each action';
  const open = conditions.filter(isOpenLoop).map(({ name }) => name);
  return paragraph(
    'Conductances of the devices after the last episode,',
    seeds > 1 ? `mean over ${count(seeds, 'seed')}.` : 'one seed.',
    grid
      ? 'Each column of the crossbar has a map; each place cell has a square at the centre of its field.'
      : 'Each column of the crossbar has a row; each cell has a square.',
    hasCritic(conditions[0])
      ? `The columns are the critic and the actor’s preference for ${moves}.`
      : `The columns are the values of ${moves}.`,
    'Weight 0 is the lowest conductance of a device, and weight 1 the highest. Both differ between devices.',
    (task?.scene?.walls.length ?? 0) > 0 && 'White: the wall.',
    open.length > 0 &&
      `The learner of ${open.join(', ')} acts on a digital copy of its weights and never reads its devices back.`,
  );
}

/** The range of conductances of a device. */
export type Window = Pick<DeviceFit, 'lowestSiemens' | 'highestSiemens'>;

/** Mean conductances at the end, [column of the crossbar][cell]: G = G0 + w (G1 − G0). @param factor from siemens to their unit */
export function conductanceMaps(
  condition: ConditionSummary,
  windows: readonly Window[],
  factor: number,
): number[][] {
  const columns = columnsOf(condition);
  return columns.map(({ mean }, column) =>
    mean.map((weight, cell) => {
      const { lowestSiemens, highestSiemens } = windows[cell * columns.length + column];
      return factor * (lowestSiemens + weight * (highestSiemens - lowestSiemens));
    }),
  );
}

/** Minimum and maximum of conductances; if all are equal, a range of one unit. */
export function conductanceRange(maps: number[][][]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const conductance of maps.flat(2)) {
    if (conductance < low) low = conductance;
    if (conductance > high) high = conductance;
  }
  return [low, high > low ? high : low + 1];
}
