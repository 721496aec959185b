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

/** Distance between the panels and the label of their row, pixels. */
const LABEL_GAP = 14;
/** Width of a name, ems; the number of moves stands beside it. */
const NAME_WIDTH = 10.5;

/** The trajectory of one episode in its panel. */
interface DrawnTrajectory extends Panel, Trajectory {
  colour: string;
}

/** The trajectories of chosen episodes in the plane: one column per condition, one row per episode. */
export function trajectoryFigure(summary: Summary, grid: CellGrid, trace: Trace): Figure {
  return {
    name: 'trajectories',
    title: 'Trajectories',
    caption: caption(summary, trace),
    svg: draw(summary, grid, trace),
  };
}

function draw(summary: Summary, { extent }: CellGrid, trace: Trace): string {
  const { conditions } = summary;
  const rowsEach = trace.conditions[0].trajectories.length;
  const found = drawnTrajectories(conditions, trace);
  return svgOf(
    {
      ...mapPanels(conditions, extent, rowsEach),
      marks: [
        ...sceneOf(summary).marks(PANEL_SIDE / (2 * extent)),
        ...found.flatMap(trajectoryMarks),
        ...mapAxes(extent),
        mapHeadings(conditions, rowsEach, NAME_WIDTH),
        ...labels(found),
      ],
    },
    `Trajectories: ${conditions.map(({ name }) => name).join(', ')}`,
  );
}

function drawnTrajectories(conditions: ConditionSummary[], trace: Trace): DrawnTrajectory[] {
  const styles = conditionStyles(conditions);
  return trace.conditions.flatMap(({ trajectories }, i) =>
    trajectories.map((trajectory, row) => ({
      ...trajectory,
      ...panelNumber(i, row, trajectories.length),
      colour: styles[i].colour,
    })),
  );
}

/** A line that starts at a dot; a cross if the step limit ended the episode. White rims set both off from the line. */
function trajectoryMarks({ places, truncated, colour, column, row }: DrawnTrajectory): Markish[] {
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

/** The number of moves above each panel, and the episode of each row to the right of the last column. */
function labels(found: DrawnTrajectory[]): Markish[] {
  const last = found.filter(({ column }) => column === Math.max(...found.map((one) => one.column)));
  return [
    text(found, {
      ...PANEL,
      text: ({ places }: DrawnTrajectory) => count(places.length - 1, 'move'),
      frameAnchor: 'top-right',
      dy: -14,
    }),
    text(last, {
      ...PANEL,
      text: ({ episode }: DrawnTrajectory) => `episode\n${episode.toLocaleString('en-US')}`,
      frameAnchor: 'right',
      textAnchor: 'start',
      dx: LABEL_GAP,
    }),
  ];
}

function caption({ task }: Summary, { seed, conditions }: Trace): string {
  const isCut = conditions.some(({ trajectories }) => trajectories.some(({ truncated }) => truncated));
  return paragraph(
    `Trajectories of single episodes with seed ${seed}. Each starts at the dot.`,
    task?.scene?.trajectories,
    task?.scene?.legend,
    isCut && 'A cross: the step limit ended the episode.',
  );
}
