import { axisX, axisY, dot, text, vector, type Markish } from '@observablehq/plot';
import { cellCentres, type CellGrid } from '../../../envs/place-cells.js';
import type { Box, Place, Scene } from '../../../envs/scene.js';
import type { Summary } from '../../runs/summary.js';
import { inWords, paragraph } from '../page/caption.js';
import { svgOf, type Figure } from '../marks/figure.js';
import { signed } from '../marks/map-panels.js';
import { goalMarks, sceneMarks, wallMark } from '../scenes/scene.js';

/** Half the side of the arena as drawn, pixels, and the gap around it. */
const HALF_SIDE = 132;
const GAP = 6.6;
const MARGIN = { marginTop: 4, marginRight: 4, marginBottom: 36, marginLeft: 40 };

/** The hues of lines belong to conditions, so the task has the colour of the text. */
const COLOUR = 'currentColor';
/** Opacity of a field in its middle. */
const FIELD = 0.6;
/** Number of discs that make a field. */
const DISCS = 14;

/** A scene that has all that is drawn: a square arena around the origin, walls, a goal, moves, and what to say of them. */
type Drawable = Scene & Required<Pick<Scene, 'goal' | 'moves' | 'about'>> & { arena: Box };

/** Fig. 5a: arena, wall, goal and place cells; undefined for a task that lacks one of them. */
export function taskFigure({ task }: Summary, grid: CellGrid): Figure | undefined {
  const scene = task?.scene;
  if (!scene || !isDrawable(scene)) return undefined;
  return {
    name: task.figures?.task ?? 'task',
    title: 'The task',
    caption: caption(grid, scene),
    svg: draw(grid, scene),
  };
}

function isDrawable(scene: Scene): scene is Drawable {
  const { arena, walls, goal, moves, about } = scene;
  if (!goal || !moves || about === undefined || walls.length === 0 || 'radius' in arena) return false;
  return [-arena.x1, -arena.y1, arena.y2].every((end) => end === arena.x2);
}

function draw(grid: CellGrid, scene: Drawable): string {
  const { marginTop, marginRight, marginBottom, marginLeft } = MARGIN;
  const half = scene.arena.x2;
  const scale = HALF_SIDE / half;
  const reach = half + GAP / scale;
  const axis = {
    ticks: [-half, 0, half],
    tickFormat: signed,
    tickSize: 4,
    tickPadding: 3,
    strokeWidth: 0.75,
  };
  const label = { labelAnchor: 'center', labelArrow: 'none' } as const;
  return svgOf(
    {
      ...MARGIN,
      width: marginLeft + 4 * reach * scale + marginRight,
      height: marginTop + 2 * reach * scale + marginBottom,
      x: { domain: [-reach, 3 * reach] },
      y: { domain: [-reach, reach] },
      length: { type: 'identity' },
      marks: [
        ...sceneMarks(scene, scale),
        ...field(fieldCentre(grid, half), grid.width, scale),
        centres(cellCentres(grid)),
        moves({ x: (7 * half) / 10, y: (-7 * half) / 10 }, directions(scene), scene.moves.length * scale),
        ...key(grid, scene, scale, reach),
        axisX({ ...axis, label: null }),
        text(['x'], { x: 0, frameAnchor: 'bottom', dy: 32 }),
        axisY({ ...axis, ...label, label: 'y' }),
      ],
    },
    `The ${scene.name}: arena, wall, goal and place cells`,
  );
}

/** The centre that is nearest to the place for the field. */
function fieldCentre(grid: CellGrid, half: number): Place {
  const at = (3 * half) / 5;
  const off = ({ x, y }: Place) => Math.hypot(x + at, y - at);
  return cellCentres(grid).reduce((best, centre) => (off(centre) < off(best) ? centre : best));
}

/** A Gaussian as a stack of transparent discs, and a circle at σ. */
function field({ x, y }: Place, width: number, scale: number): Markish[] {
  const discs = Array.from({ length: DISCS }, (_, disc) => (disc + 0.5) / DISCS);
  const radius = (height: number) => width * Math.sqrt(-2 * Math.log(height)) * scale;
  const r = width * scale;
  return [
    ...discs.map((height) => dot([0], { x, y, r: radius(height), fill: COLOUR, fillOpacity: FIELD / DISCS })),
    dot([0], { x, y, r, stroke: COLOUR, strokeDasharray: '3 2', strokeWidth: 1 }),
  ];
}

/** Directions of the moves, degrees clockwise from north. */
function directions({ moves: { names } }: Drawable): number[] {
  return names.map((_, move) => (360 * move) / names.length);
}

function moves({ x, y }: Place, directions: number[], length: number): Markish {
  return vector(directions, {
    x: () => x,
    y: () => y,
    anchor: 'start',
    rotate: (degrees: number) => degrees,
    length: () => length,
    stroke: COLOUR,
    strokeWidth: 1.5,
  });
}

/** The key to the right of the arena, laid out in sixths of half its side. */
function key({ side, width }: CellGrid, scene: Drawable, scale: number, reach: number): Markish[] {
  const sixth = scene.arena.x2 / 6;
  const x = reach + 2.6 * sixth;
  const [goal, wall, cell, shaded, move] = [5.3, 3.9, 2.8, 0.4, -2].map((line) => line * sixth);
  const [across, up] = [0.8 * sixth, 0.4 * sixth];
  const { length, names } = scene.moves;
  return [
    ...goalMarks({ ...scene.goal, x, y: goal }, scale),
    wallMark([
      [x - across, wall - up],
      [x - across, wall + up],
      [x + across, wall + up],
      [x + across, wall - up],
    ]),
    centres([{ x, y: cell }]),
    ...field({ x, y: shaded }, width, scale),
    moves({ x: x - length / 2, y: move }, [90], length * scale),
    text(
      [
        [goal, 'goal, not seen by the learner'],
        [wall, 'wall'],
        [cell, `centres of ${side * side} place cells`],
        [shaded, `field of one cell, circle: σ = ${width}`],
        [move, `the ${inWords(names.length)} moves, length ${length}`],
      ],
      { x: x + 2.4 * sixth, y: '0', text: '1', textAnchor: 'start' },
    ),
  ];
}

function centres(places: Place[]): Markish {
  return dot(places, { x: 'x', y: 'y', r: 1.25, fill: 'currentColor' });
}

function caption({ side, extent, width }: CellGrid, { about }: Drawable): string {
  return paragraph(
    about,
    `The learner senses its place with ${side} × ${side} place cells, with centres (dots) up to ±${extent}.`,
    `Their fields are Gaussians of width σ = ${width}. One field is shaded, with a circle at σ.`,
  );
}
