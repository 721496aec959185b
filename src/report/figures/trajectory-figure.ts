import { dot, line, text, type Markish } from '@observablehq/plot';
import type { CellGrid } from '../../../envs/place-cells.js';
import type { ConditionSummary, Summary } from '../../runs/summary.js';
import type { Trace, Trajectory } from '../../runs/trace.js';
import { count, paragraph } from '../page/caption.js';
import { conditionStyles } from '../page/condition-style.js';
import { svgOf, type Figure } from '../marks/figure.js';
import {
  mapAxes,
  mapHeadings,
  mapPanels,
  PANEL,
  PANEL_SIDE,
  panelNumber,
  type Panel,
} from '../marks/map-panels.js';
import { sceneOf } from '../scenes/scene.js';

/** Distance of a row's label from its panels, pixels. */
const ASIDE = 14;
/** Width of a name, ems: the moves stand beside it. */
const NAME = 10.5;

/** One episode in its panel. */
interface Way extends Panel, Trajectory {
  colour: string;
}

/** The ways of chosen episodes in the plane, a column a condition and a row an episode. */
export function trajectoryFigure(summary: Summary, grid: CellGrid, trace: Trace): Figure {
  return {
    name: 'trajectories',
    title: 'Trajectories',
    caption: caption(summary, trace),
    svg: draw(summary, grid, trace),
  };
}

function draw({ environment, conditions }: Summary, { extent }: CellGrid, trace: Trace): string {
  const rowsEach = trace.conditions[0].trajectories.length;
  const found = ways(conditions, trace);
  return svgOf(
    {
      ...mapPanels(conditions, extent, rowsEach),
      marks: [
        ...sceneOf(environment).marks(PANEL_SIDE / (2 * extent)),
        ...found.flatMap(wayMarks),
        ...mapAxes(extent),
        mapHeadings(conditions, rowsEach, NAME),
        ...labels(found),
      ],
    },
    `Trajectories: ${conditions.map(({ name }) => name).join(', ')}`,
  );
}

function ways(conditions: ConditionSummary[], trace: Trace): Way[] {
  const styles = conditionStyles(conditions);
  return trace.conditions.flatMap(({ trajectories }, i) =>
    trajectories.map((trajectory, row) => ({
      ...trajectory,
      ...panelNumber(i, row, trajectories.length),
      colour: styles[i].colour,
    })),
  );
}

/** A line from a dot; a cross where the step limit ended it. White rims set both off from the line. */
function wayMarks({ places, truncated, colour, column, row }: Way): Markish[] {
  const points = places.map(([x, y]) => ({ x, y, column, row }));
  const at = { ...PANEL, x: 'x', y: 'y' };
  const end = { ...at, r: 4, symbol: 'times' } as const;
  const last = truncated ? points.slice(-1) : [];
  return [
    line(points, { ...at, stroke: colour, strokeWidth: 1, strokeLinejoin: 'round' }),
    dot(points.slice(0, 1), { ...at, r: 3.5, fill: colour, stroke: '#fff' }),
    dot(last, { ...end, stroke: '#fff', strokeWidth: 5 }),
    dot(last, { ...end, stroke: colour, strokeWidth: 2 }),
  ];
}

/** The moves of each way above its panel, and each row's episode to the right of the last column. */
function labels(found: Way[]): Markish[] {
  const last = found.filter(({ column }) => column === Math.max(...found.map((way) => way.column)));
  return [
    text(found, {
      ...PANEL,
      text: ({ places }: Way) => count(places.length - 1, 'move'),
      frameAnchor: 'top-right',
      dy: -14,
    }),
    text(last, {
      ...PANEL,
      text: ({ episode }: Way) => `episode\n${episode.toLocaleString('en-US')}`,
      frameAnchor: 'right',
      textAnchor: 'start',
      dx: ASIDE,
    }),
  ];
}

function caption({ environment }: Summary, { seed, conditions }: Trace): string {
  const { legend } = sceneOf(environment);
  const isCut = conditions.some(({ trajectories }) => trajectories.some(({ truncated }) => truncated));
  return paragraph(
    `Where single episodes led, all with seed ${seed}: from the dot, move by move.`,
    environment === 'water-maze' && 'The last move goes through the goal and on to its full length.',
    legend !== '' && legend,
    isCut && 'A cross: the step limit ended the episode.',
  );
}
