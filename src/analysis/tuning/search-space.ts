import type { RandomStream } from '../../core/random-stream.js';

/** A number that is searched, in a range within its limits. */
export interface NumberDimension {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** beyond which the range is never widened */
  readonly minimum: number;
  readonly maximum: number;
  /** steps are factors, not differences */
  readonly log?: true;
  readonly whole?: true;
  /** zero stands below the range, as a choice of its own */
  readonly zero?: true;
}

/** A name that is searched. */
interface ChoiceDimension {
  readonly name: string;
  readonly choices: readonly string[];
}

/** The settings that are searched. */
export type Space = readonly (NumberDimension | ChoiceDimension)[];
/** A value of each setting. */
export type Point = Readonly<Record<string, number | string>>;

/** Share of a dimension that is zero, where zero is a choice. */
const ZERO_SHARE = 0.2;
/** How far along its axis a choice lies, so that little of one choice is known from another one. */
const CHOICE = 0.4;
/** What counts as the edge of a range, as a share of it. */
const EDGE = 0.02;
/** How much wider a range gets at an edge, as a share of it. */
const WIDENING = 0.5;

/** Points that fill a space evenly: a Latin hypercube (McKay, Beckman and Conover, Technometrics 21, 1979). */
export function spread(space: Space, count: number, random: RandomStream): Point[] {
  const columns = space.map(() => shuffled(count, random));
  return Array.from({ length: count }, (_, i) =>
    pointOf(space, (d) => (columns[d][i] + random.uniform()) / count),
  );
}

/** A point near another one. @param distance standard deviation in each dimension, as a share of its range; also the probability of another choice */
export function near(space: Space, point: Point, distance: number, random: RandomStream): Point {
  return pointOf(space, (d) => {
    const dimension = space[d];
    if ('choices' in dimension)
      return random.uniform() < distance ? random.uniform() : place(dimension, point[dimension.name]);
    return reflected(place(dimension, point[dimension.name]) + distance * gaussian(random));
  });
}

/** A point as coordinates whose distances tell how alike points are: each range from 0 to 1, each choice an axis of its own. */
export function coordinates(space: Space, point: Point): number[] {
  return space.flatMap((dimension) => {
    const value = point[dimension.name];
    if (!('choices' in dimension)) return [place(dimension, value)];
    return dimension.choices.map((choice) => (choice === value ? CHOICE : 0));
  });
}

/** The space with each range widened where a point lies at its edge, as far as its limits let it. */
export function widened(space: Space, point: Point): Space {
  return space.map((dimension) => {
    if ('choices' in dimension) return dimension;
    const side = edgeSide(dimension, point[dimension.name] as number);
    if (side === 0) return dimension;
    const [low, high] = scaled(dimension);
    const end = side < 0 ? low - WIDENING * (high - low) : high + WIDENING * (high - low);
    const reached = Math.min(Math.max(unscaled(dimension, end), dimension.minimum), dimension.maximum);
    return side < 0 ? { ...dimension, from: reached } : { ...dimension, to: reached };
  });
}

/** The names of the settings whose value lies at the edge of its range, where a limit does not forbid more. */
export function edges(space: Space, point: Point): string[] {
  return space
    .filter((dimension) => 'from' in dimension && edgeSide(dimension, point[dimension.name] as number) !== 0)
    .map(({ name }) => name);
}

/** −1 or +1 at the lower or upper edge of a range, 0 elsewhere and at a limit. */
function edgeSide(dimension: NumberDimension, value: number): number {
  const { from, to, minimum, maximum, whole, zero } = dimension;
  if (zero && value === 0) return 0;
  const share = rangeShare(dimension, value);
  if (whole ? value <= from : share <= EDGE) return from <= minimum ? 0 : -1;
  if (whole ? value >= to : share >= 1 - EDGE) return to >= maximum ? 0 : 1;
  return 0;
}

function pointOf(space: Space, unit: (dimension: number) => number): Point {
  return Object.fromEntries(space.map((dimension, d) => [dimension.name, valueAt(dimension, unit(d))]));
}

/** The value at a place between 0 and 1. */
function valueAt(dimension: Space[number], unit: number): number | string {
  if ('choices' in dimension) {
    const { choices } = dimension;
    return choices[Math.min(Math.floor(unit * choices.length), choices.length - 1)];
  }
  if (dimension.zero && unit < ZERO_SHARE) return 0;
  const share = dimension.zero ? (unit - ZERO_SHARE) / (1 - ZERO_SHARE) : unit;
  const [low, high] = scaled(dimension);
  const value = unscaled(dimension, low + share * (high - low));
  // Three digits are as many as a reader can use.
  return dimension.whole ? Math.round(value) : Number(value.toPrecision(3));
}

/** The place of a value, between 0 and 1. */
function place(dimension: Space[number], value: number | string): number {
  if ('choices' in dimension)
    return (dimension.choices.indexOf(value as string) + 0.5) / dimension.choices.length;
  if (dimension.zero && value === 0) return ZERO_SHARE / 2;
  const share = Math.min(Math.max(rangeShare(dimension, value as number), 0), 1);
  return dimension.zero ? ZERO_SHARE + share * (1 - ZERO_SHARE) : share;
}

/** Where a value lies in its range, as a share of it; below 0 and above 1 outside. */
function rangeShare(dimension: NumberDimension, value: number): number {
  const [low, high] = scaled(dimension);
  return ((dimension.log ? Math.log(value) : value) - low) / (high - low);
}

/** The ends of a range, on its scale. */
function scaled({ from, to, log }: NumberDimension): [number, number] {
  return log ? [Math.log(from), Math.log(to)] : [from, to];
}

function unscaled({ log }: NumberDimension, at: number): number {
  return log ? Math.exp(at) : at;
}

function reflected(unit: number): number {
  const folded = Math.abs(unit) % 2;
  return folded > 1 ? 2 - folded : folded;
}

function shuffled(count: number, random: RandomStream): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

function gaussian(random: RandomStream): number {
  const column = new Float64Array(1);
  random.normals(column, 1);
  return column[0];
}
