import { axisX, axisY, dot, text, vector, type Markish } from '@observablehq/plot';
import type { CellGrid } from '../../../envs/place-cells.js';
import type { Summary } from '../../runs/summary.js';
import { paragraph } from '../page/caption.js';
import { svgOf, type Figure } from '../marks/figure.js';
import { signed } from '../marks/map-panels.js';
import { ARENA, mazeGoal, mazeWall, mazeWalls } from '../scenes/maze-outline.js';
import { cellCentres, type Place } from '../scenes/place-fields.js';

const PIXELS_PER_UNIT = 22;
const REACH = 6.3;
/** Width of the key, units of the arena. */
const KEY = 12.6;
const MARGIN = { marginTop: 4, marginRight: 4, marginBottom: 36, marginLeft: 40 };

/** Where a field and the moves are drawn. */
const FIELD_AT = { x: -3.6, y: 3.6 };
const MOVES_AT = { x: 4.2, y: -4.2 };
const MOVE = 1.5;
const FIELD_COLOUR = '#0072B2';
const MOVE_COLOUR = '#D55E00';
/** Number of discs that make a field. */
const DISCS = 14;

/** Fig. 5a: arena, wall, goal and place cells of the water maze; undefined for another task. */
export function taskFigure({ environment }: Summary, grid: CellGrid): Figure | undefined {
  if (environment !== 'water-maze') return undefined;
  return { name: 'fig5a-task', title: 'The task', caption: caption(grid), svg: draw(grid) };
}

function draw(grid: CellGrid): string {
  const { marginTop, marginRight, marginBottom, marginLeft } = MARGIN;
  const axis = {
    ticks: [-ARENA, 0, ARENA],
    tickFormat: signed,
    tickSize: 4,
    tickPadding: 3,
    strokeWidth: 0.75,
  };
  const label = { labelAnchor: 'center', labelArrow: 'none' } as const;
  return svgOf(
    {
      ...MARGIN,
      width: marginLeft + (2 * REACH + KEY) * PIXELS_PER_UNIT + marginRight,
      height: marginTop + 2 * REACH * PIXELS_PER_UNIT + marginBottom,
      x: { domain: [-REACH, REACH + KEY] },
      y: { domain: [-REACH, REACH] },
      length: { type: 'identity' },
      marks: [
        ...mazeWalls(),
        ...mazeGoal(PIXELS_PER_UNIT),
        ...field(fieldCentre(grid), grid.width),
        centres(cellCentres(grid)),
        moves(MOVES_AT, [0, 45, 90, 135, 180, 225, 270, 315]),
        ...key(grid),
        axisX({ ...axis, label: null }),
        text(['x'], { x: 0, frameAnchor: 'bottom', dy: 32 }),
        axisY({ ...axis, ...label, label: 'y' }),
      ],
    },
    'The water maze: arena, wall, goal and place cells',
  );
}

/** The centre that is nearest to the place for the field. */
function fieldCentre(grid: CellGrid): Place {
  const off = ({ x, y }: Place) => Math.hypot(x - FIELD_AT.x, y - FIELD_AT.y);
  return cellCentres(grid).reduce((best, centre) => (off(centre) < off(best) ? centre : best));
}

/** A Gaussian as a stack of transparent discs, and a circle at σ. */
function field({ x, y }: Place, width: number): Markish[] {
  const discs = Array.from({ length: DISCS }, (_, disc) => (disc + 0.5) / DISCS);
  const radius = (height: number) => width * Math.sqrt(-2 * Math.log(height)) * PIXELS_PER_UNIT;
  const r = width * PIXELS_PER_UNIT;
  return [
    ...discs.map((height) =>
      dot([0], { x, y, r: radius(height), fill: FIELD_COLOUR, fillOpacity: 1 / DISCS }),
    ),
    dot([0], { x, y, r, stroke: FIELD_COLOUR, strokeDasharray: '3 2', strokeWidth: 1 }),
  ];
}

function moves({ x, y }: Place, directions: number[]): Markish {
  return vector(directions, {
    x: () => x,
    y: () => y,
    anchor: 'start',
    rotate: (degrees: number) => degrees,
    length: () => MOVE * PIXELS_PER_UNIT,
    stroke: MOVE_COLOUR,
    strokeWidth: 1.25,
  });
}

/** The key to the right of the arena. */
function key({ side, width }: CellGrid): Markish[] {
  const x = REACH + 2.6;
  const [goal, wall, cell, shaded, move] = [5.3, 3.9, 2.8, 0.4, -2];
  return [
    ...mazeGoal(PIXELS_PER_UNIT, { x, y: goal }),
    mazeWall([
      [x - 0.8, wall - 0.4],
      [x - 0.8, wall + 0.4],
      [x + 0.8, wall + 0.4],
      [x + 0.8, wall - 0.4],
    ]),
    centres([{ x, y: cell }]),
    ...field({ x, y: shaded }, width),
    moves({ x: x - MOVE / 2, y: move }, [90]),
    text(
      [
        [goal, 'goal, not seen by the learner'],
        [wall, 'wall'],
        [cell, `centres of ${side * side} place cells`],
        [shaded, `field of one cell, circle: σ = ${width}`],
        [move, `the eight moves, length ${MOVE}`],
      ],
      { x: x + 2.4, y: '0', text: '1', textAnchor: 'start' },
    ),
  ];
}

function centres(places: Place[]): Markish {
  return dot(places, { x: 'x', y: 'y', r: 1.25, fill: 'currentColor' });
}

function caption({ side, extent, width }: CellGrid): string {
  return paragraph(
    'A square arena with a U-shaped wall. The learner starts anywhere outside wall and goal, and searches for the goal.',
    `Each move has length ${MOVE} and one of eight directions; it stops at the wall and at the edge.`,
    `The learner senses its place with ${side} × ${side} place cells, with centres (dots) up to ±${extent}.`,
    `Their fields are Gaussians of width σ = ${width}. One field is shaded, with a circle at σ.`,
  );
}
