import type { CellGrid } from '../../../envs/place-cells.js';
import type { ConditionSummary, Summary } from '../../runs/summary.js';
import { count, paragraph } from '../page/caption.js';
import { colourBar } from '../marks/colour-bar.js';
import { isOpenLoop } from '../page/condition-style.js';
import { hasCritic, mainColumns } from '../page/heads.js';
import { svgOf, type Figure } from '../marks/figure.js';
import { LEVELS, levelMark, runs } from '../marks/level-map.js';
import { mapLabels, mapPanels, PANEL_SIDE, panelNumber } from '../marks/map-panels.js';
import { sceneOf, type DrawnScene } from '../scenes/scene.js';
import { SQUARES, valueMap, valueRange } from '../scenes/value-map.js';

/** Fig. 5d: the value of every place in the plane, one map per condition. */
export function valueFigure(summary: Summary, grid: CellGrid): Figure {
  const scene = sceneOf(summary);
  return {
    name: summary.task?.figures?.value ?? 'value',
    title: 'Value by place',
    caption: caption(summary, scene),
    svg: draw(summary.conditions, grid, scene),
  };
}

function draw(conditions: ConditionSummary[], grid: CellGrid, scene: DrawnScene): string {
  const { extent } = grid;
  const columns = conditions.map((condition) => mainColumns(condition).map(({ mean }) => mean));
  const maps = columns.map((weights) => valueMap(weights, grid, scene.isBlank));
  const range = valueRange(maps);
  return svgOf(
    {
      ...mapPanels(conditions, extent),
      color: { type: 'linear', domain: [0, LEVELS - 1], scheme: 'viridis' },
      marks: [
        ...maps.map((map, i) => levelMark(runs(map, extent, range), panelNumber(i), PANEL_SIDE / SQUARES)),
        ...scene.marks(PANEL_SIDE / (2 * extent)),
        ...mapLabels(conditions, extent),
        colourBar('value V', range),
      ],
    },
    `Value by place: ${conditions.map(({ name }) => name).join(', ')}`,
  );
}

function caption({ seeds, conditions }: Summary, { legend }: DrawnScene): string {
  const open = conditions.filter(isOpenLoop).map(({ name }) => name);
  return paragraph(
    hasCritic(conditions[0])
      ? 'The critic’s value V of each place after the last episode:'
      : 'The value V of each place after the last episode, which is its highest action value:',
    seeds > 1 ? `from the mean weights over ${count(seeds, 'seed')}.` : 'one seed.',
    'All panels have the same colours.',
    legend !== '' && legend,
    open.length > 0 &&
      `For ${open.join(', ')}, the map shows the weights in the devices, not the digital copy that the learner acts on.`,
  );
}
