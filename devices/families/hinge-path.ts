import { dot, lengthOf } from '../../src/core/maths/vectors.js';
import type { MeasuredBranch } from './measured-branch.js';

/** Most knots inside a branch, and most pulses at which one may lie. */
const MOST_KNOTS = 20;
const MOST_PLACES = 600;
/** A knot counts as so many parameters, because its place is chosen too (Friedman, Ann. Statist. 19, 1991). */
const KNOT_COST = 3;
/** The search ends after so many knots in a row that did not pay. */
const PATIENCE = 4;
/** Share of a hinge that must be left beside those that are chosen already. */
const MINIMUM_REMAINDER = 1e-9;

/**
 * Chooses where a straight line bends to follow the mean of a branch: hinges max(0, p − k) are added one by one, each the one that explains
 * most, and as many are kept as the cross-validated error allows. For a linear fit to C cycles that error is known in closed form: a unit
 * vector q that explains (q·mean)² of each cycle brings in Σ (q·d)² (2/(C − 1) + 1/(C − 1)²) of the deviations d of the cycles.
 * @returns pulses from 0 to N, both ends included
 */
export function chooseKnots(branch: MeasuredBranch): number[] {
  const path = new HingePath(branch.mean);
  const [constant, line] = [path.add(0), path.add(1)];
  let score = cost(branch, constant, 1) + cost(branch, line, 1);
  let best = { score, length: path.chosen.length };
  while (path.chosen.length < Math.min(MOST_KNOTS + 2, best.length + PATIENCE)) {
    const next = path.best();
    if (next === undefined) break;
    const unit = path.add(next);
    score += cost(branch, unit, KNOT_COST) - branch.rises.length * path.lastExplained;
    if (score < best.score) best = { score, length: path.chosen.length };
  }
  const bends = path.chosen.slice(2, best.length).map((item) => path.places[item]);
  return [0, ...bends.toSorted((a, b) => a - b), branch.mean.length - 1];
}

/** What the noise along a unit vector adds to the squared error of all cycles that are left out; no less than white noise would add. */
function cost({ deviations, variance }: MeasuredBranch, unit: Float64Array, parameters: number): number {
  const others = deviations.length - 1;
  if (others < 1) return 2 * parameters * variance;
  let squares = 0;
  for (const deviation of deviations) squares += dot(unit, deviation) ** 2;
  return parameters * Math.max(squares, others * variance) * (2 / others + 1 / (others * others));
}

/** The columns 1 and max(0, p − k)/N, with the squares of their lengths. */
interface Hinges {
  readonly pulses: number;
  /** k of each column; the first column is the constant */
  readonly places: number[];
  readonly columns: Float64Array[];
  readonly whole: Float64Array;
}

let latest: Hinges | undefined;

/** The hinges of a number of pulses; those of the latest number are kept, because devices of one file mostly share theirs. */
function hingesFor(pulses: number): Hinges {
  if (latest?.pulses === pulses) return latest;
  const stride = Math.ceil(pulses / MOST_PLACES);
  const bends = Array.from({ length: Math.ceil(pulses / stride) }, (_, k) => k * stride);
  const hinge = (place: number) =>
    Float64Array.from({ length: pulses + 1 }, (_, p) => Math.max(0, p - place) / pulses);
  const columns = [new Float64Array(pulses + 1).fill(1), ...bends.map(hinge)];
  const whole = Float64Array.from(columns, (column) => dot(column, column));
  return (latest = { pulses, places: [0, ...bends], columns, whole });
}

/** The items 1 and max(0, p − k), made orthogonal one after the other: a Cholesky decomposition whose order the data chooses. */
class HingePath {
  /** the pulse of each item; the first item is the constant */
  readonly places: number[];
  /** items in the order in which they were added */
  readonly chosen: number[] = [];
  /** square that the last item explains of the mean */
  lastExplained = 0;
  private readonly columns: Float64Array[];
  private readonly rows: Float64Array[] = [];
  private readonly units: Float64Array[] = [];
  /** of each item, what is left of its square and of its product with the mean */
  private readonly left: Float64Array;
  private readonly product: Float64Array;
  private readonly whole: Float64Array;

  constructor(mean: Float64Array) {
    const { places, columns, whole } = hingesFor(mean.length - 1);
    [this.places, this.columns, this.whole] = [places, columns, whole];
    this.left = whole.slice();
    this.product = Float64Array.from(columns, (column) => dot(column, mean));
  }

  /** The item that explains most, or undefined if none is left. */
  best(): number | undefined {
    const { left, product, whole } = this;
    let [most, best] = [0, undefined as number | undefined];
    for (let item = 0; item < left.length; item++) {
      if (left[item] <= MINIMUM_REMAINDER * whole[item]) continue;
      const explained = product[item] ** 2 / left[item];
      if (explained > most) [most, best] = [explained, item];
    }
    return best;
  }

  /** Adds an item. @returns the unit vector along what is new in it */
  add(item: number): Float64Array {
    const { columns, left, product, rows, units } = this;
    const unit = columns[item].slice();
    for (const [k, earlier] of units.entries()) {
      const share = rows[k][item];
      for (let p = 0; p < unit.length; p++) unit[p] -= share * earlier[p];
    }
    const length = lengthOf(unit);
    for (let p = 0; p < unit.length; p++) unit[p] /= length;
    const along = product[item] / length;
    const row = new Float64Array(left.length);
    for (const [other, column] of columns.entries()) {
      if (left[other] === 0) continue;
      const share = dot(unit, column);
      row[other] = share;
      left[other] = Math.max(0, left[other] - share * share);
      product[other] -= share * along;
    }
    left[item] = 0;
    this.lastExplained = along * along;
    this.chosen.push(item);
    units.push(unit);
    rows.push(row);
    return unit;
  }
}
