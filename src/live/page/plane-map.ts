import { cellCentres, observationAt, type CellGrid } from '../../../envs/place-cells.js';
import type { Scene } from '../../../envs/scene.js';
import { arrow } from './arrow.js';
import { opinionOf } from './columns.js';
import { drawing, element, short } from './svg.js';
import { valueBar, VALUE_BAR } from './value-bar.js';
import { viridis } from './viridis.js';
import { way } from './way.js';
import type { RunView } from './wire.js';

/** What of a view the plane is drawn from. */
type PlaneView = Pick<RunView, 'heads'> & Required<Pick<RunView, 'grid' | 'scene'>>;

/** Squares along the side of the map, and number of its colours. */
const SQUARES = 56;
const LEVELS = 32;

/** Responses of all cells at some places; they never change, so they are computed once a view. */
interface Fields {
  readonly grid: CellGrid;
  readonly squares: readonly Float64Array[];
  readonly centres: readonly Float64Array[];
}

let known: Fields | undefined;

function fieldsOf(grid: CellGrid): Fields {
  if (known?.grid === grid) return known;
  const centres = cellCentres(grid);
  const along = (i: number) => ((2 * i + 1) / SQUARES - 1) * grid.extent;
  const middles = Array.from({ length: SQUARES * SQUARES }, (_, k) => ({
    x: along(k % SQUARES),
    y: along(Math.floor(k / SQUARES)),
  }));
  const at = (places: typeof middles) => places.map((place) => observationAt(place, centres, grid.width));
  return (known = { grid, squares: at(middles), centres: at(centres) });
}

/** The value of every place in the plane as colours, the mean direction of the policy as arrows, walls and goal. @param weights cells × heads @param side pixels @param visited places of an episode, whose way is drawn too */
export function planeMap(
  view: PlaneView,
  weights: readonly number[],
  temperature: number | undefined,
  side: number,
  visited: readonly (readonly [x: number, y: number])[] = [],
): string {
  const { grid, scene, heads } = view;
  const { squares, centres } = fieldsOf(grid);
  const map = side - VALUE_BAR;
  const scale = map / (2 * grid.extent);
  const place = (x: number, y: number) => [(x + grid.extent) * scale, (grid.extent - y) * scale] as const;
  const sums = (field: Float64Array) =>
    heads.map((_, head) => {
      let sum = 0;
      for (let cell = 0; cell < field.length; cell++)
        sum += weights[cell * heads.length + head] * field[cell];
      return sum;
    });
  const values = squares.map((field) => opinionOf(view, sums(field), temperature).value);
  const range = [Math.min(0, ...values), Math.max(1e-3, ...values)] as const;
  const size = (0.95 * (2 * grid.extent) * scale) / (grid.side - 1);
  const arrows = cellCentres(grid).map(({ x, y }, cell) => {
    const [east, north] = meanDirection(opinionOf(view, sums(centres[cell]), temperature).policy);
    return arrow(...place(x, y), east, north, size);
  });
  return drawing(
    `Value of every place in the ${scene.name}, and the policy as arrows`,
    side,
    map,
    arenaClip(scene, place, scale),
    element(
      'g',
      { 'clip-path': 'url(#arena)' },
      levels(values, range, map),
      scene.moves ? arrows.join('') : '',
    ),
    ...furniture(scene, place, scale),
    way(visited.map(([x, y]) => place(x, y))),
    valueBar(side, map, range),
  );
}

/** Mean of unit vectors; moves are numbered clockwise from north. */
function meanDirection(policy: readonly number[]): [east: number, north: number] {
  const turn = (2 * Math.PI) / policy.length;
  return [
    policy.reduce((sum, share, action) => sum + share * Math.sin(action * turn), 0),
    policy.reduce((sum, share, action) => sum + share * Math.cos(action * turn), 0),
  ];
}

/** Squares of one colour as one path. */
function levels(values: readonly number[], [low, high]: readonly [number, number], map: number): string {
  const square = map / SQUARES;
  const paths = Array.from({ length: LEVELS }, () => '');
  const levelOf = (k: number) =>
    Math.min(LEVELS - 1, Math.floor(((values[k] - low) / (high - low)) * LEVELS));
  for (let row = 0; row < SQUARES; row++)
    for (let from = 0, to = 0; from < SQUARES; from = to) {
      const level = levelOf(row * SQUARES + from);
      while (to < SQUARES && levelOf(row * SQUARES + to) === level) to++;
      const y = map - (row + 1) * square;
      paths[level] +=
        `M${short(from * square)} ${short(y)}h${short((to - from) * square)}v${short(square)}h${short((from - to) * square)}z`;
    }
  return paths
    .map((d, level) =>
      d === '' ? '' : element('path', { d, fill: viridis(level / (LEVELS - 1)), class: 'square' }),
    )
    .join('');
}

type Placed = (x: number, y: number) => readonly [number, number];

function outline({ arena }: Scene, place: Placed, scale: number, attributes: Record<string, string>): string {
  if ('radius' in arena) {
    const [cx, cy] = place(arena.x, arena.y);
    return element('circle', { cx, cy, r: arena.radius * scale, ...attributes });
  }
  const [x, y] = place(arena.x1, arena.y2);
  const [width, height] = [(arena.x2 - arena.x1) * scale, (arena.y2 - arena.y1) * scale];
  return element('rect', { x, y, width, height, ...attributes });
}

function arenaClip(scene: Scene, place: Placed, scale: number): string {
  return element('clipPath', { id: 'arena' }, outline(scene, place, scale, {}));
}

function furniture(scene: Scene, place: Placed, scale: number): string[] {
  const walls = scene.walls.map((corners) =>
    element('polygon', {
      points: corners.map(([x, y]) => place(x, y).map(short).join(',')).join(' '),
      class: 'wall',
    }),
  );
  const { goal } = scene;
  if (!goal) return [...walls, outline(scene, place, scale, { class: 'rim' })];
  const [cx, cy] = place(goal.x, goal.y);
  const r = goal.radius * scale;
  return [
    ...walls,
    outline(scene, place, scale, { class: 'rim' }),
    element('circle', { cx, cy, r, class: 'goal-rim' }),
    element('circle', { cx, cy, r, class: 'goal' }),
  ];
}
