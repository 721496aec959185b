import { line, type Markish } from '@observablehq/plot';
import type { CellGrid, ConditionSummary, Summary } from '../experiment/summary.js';
import { count, paragraph } from './caption.js';
import { colourBar } from './colour-bar.js';
import { isOpenLoop } from './condition-style.js';
import { svgOf, type Figure } from './figure.js';
import { mapLabels, mapPanels, PANEL, PANEL_SIDE, panelNumber } from './map-panels.js';
import { sceneOf, type Scene } from './scene.js';
import { runs, SQUARES, valueMap, valueRange } from './value-map.js';

/** Colours of a map. */
const LEVELS = 48;

/** Fig. 5d: the value of every place in the plane, a map a condition. */
export function valueFigure(summary: Summary, grid: CellGrid): Figure {
  const scene = sceneOf(summary.environment);
  return {
    name: summary.environment === 'water-maze' ? 'fig5d-value' : 'value',
    title: 'Value by place',
    caption: caption(summary, scene),
    svg: draw(summary.conditions, grid, scene),
  };
}

function draw(conditions: ConditionSummary[], grid: CellGrid, scene: Scene): string {
  const { extent } = grid;
  const maps = conditions.map(({ criticWeights }) => valueMap(criticWeights.mean, grid, scene.isBlank));
  const range = valueRange(maps);
  return svgOf(
    {
      ...mapPanels(conditions, extent),
      color: { type: 'linear', domain: [0, LEVELS - 1], scheme: 'viridis' },
      marks: [
        ...maps.map((map, i) =>
          mapMark(runs(map, extent, range, LEVELS).map((run) => ({ ...run, ...panelNumber(i) }))),
        ),
        ...scene.marks(PANEL_SIDE / (2 * extent)),
        ...mapLabels(conditions, extent),
        colourBar('value V', range, LEVELS),
      ],
    },
    `Value by place: ${conditions.map(({ name }) => name).join(', ')}`,
  );
}

/** Runs as thick lines, with lines that lead nowhere between them: one path a level. */
function mapMark(found: (ReturnType<typeof runs>[number] & ReturnType<typeof panelNumber>)[]): Markish {
  const ends = found.flatMap((run) => [
    { ...run, x: run.x1 },
    { ...run, x: run.x2 },
    { ...run, x: NaN },
  ]);
  return line(ends, {
    ...PANEL,
    x: 'x',
    y: 'y',
    z: 'level',
    stroke: 'level',
    strokeWidth: PANEL_SIDE / SQUARES,
    strokeLinecap: 'butt',
    shapeRendering: 'crispEdges',
  });
}

function caption({ seeds, conditions }: Summary, { legend }: Scene): string {
  const open = conditions.filter(isOpenLoop).map(({ name }) => name);
  return paragraph(
    'The value V that the critic gives every place after the last episode,',
    seeds > 1 ? `from its weights' mean over ${count(seeds, 'seed')};` : 'one seed;',
    'all panels have the same colours.',
    legend !== '' && legend,
    open.length > 0 &&
      `Of ${open.join(', ')}, what the devices hold, which is not what the learner believes and acts on.`,
  );
}
