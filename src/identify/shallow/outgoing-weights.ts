import { factorCholesky, solveCholesky } from '../../core/maths/linear/cholesky.js';
import { dot } from '../../core/maths/vectors.js';
import type { Neuron, Shallow } from './neurons.js';
import type { ShallowProblem } from './shallow-problem.js';

/** Relative weight of a term that keeps nearly equal columns apart. */
const RIDGE = 1e-13;

/** Columns whose best sums are wanted, with their products. */
export class ColumnSums {
  private readonly gram: number[][];
  private readonly toOutput: number[][];
  private readonly squares: number;

  constructor(columns: readonly Float64Array[], outputs: readonly Float64Array[]) {
    this.gram = columns.map((column) => columns.map((other) => dot(column, other)));
    this.toOutput = columns.map((column) => outputs.map((output) => dot(column, output)));
    this.squares = outputs.reduce((sum, output) => sum + dot(output, output), 0);
  }

  /** The weights of some of the columns in each output, and the sum of squares that they leave. */
  solve(places: readonly number[]): { weights: Float64Array[]; rest: number } {
    const size = places.length;
    const factor = new Float64Array(size * size);
    for (const [i, place] of places.entries()) {
      for (const [k, other] of places.entries()) factor[i * size + k] = this.gram[place][other];
      factor[i * size + i] *= 1 + RIDGE;
    }
    if (!factorCholesky(factor, size)) return { weights: [], rest: Infinity };
    let rest = this.squares;
    const weights = this.toOutput[0].map((_, o) => {
      const solution = Float64Array.from(places, (place) => this.toOutput[place][o]);
      solveCholesky(factor, size, solution);
      for (const [i, place] of places.entries()) rest -= solution[i] * this.toOutput[place][o];
      return solution;
    });
    return { weights, rest: Math.max(0, rest) };
  }
}

/** Columns of neurons, of the inputs, and of ones, in this order. */
export function columnsOf(problem: ShallowProblem, neurons: readonly Pick<Neuron, 'row'>[]): ColumnSums {
  const { count, inputs, outputs, x, y } = problem.probes;
  const split = (columns: Float64Array, length: number) =>
    Array.from({ length }, (_, i) => columns.subarray(i * count, (i + 1) * count));
  const ones = new Float64Array(count).fill(1);
  return new ColumnSums(
    [...neurons.map((neuron) => problem.column(neuron)), ...split(x, inputs), ones],
    split(y, outputs),
  );
}

/**
 * The network of some rows with the best outgoing weights, and with neurons turned so that they need no linear term beside them as far as
 * possible.
 */
export function withOutgoing(
  problem: ShallowProblem,
  rows: readonly Float64Array[],
  sums: ColumnSums,
  places: readonly number[],
  all: number,
): Shallow {
  const { inputs } = problem.probes;
  const isEven = problem.activation.symmetry === 'even-linear';
  const linear = Array.from({ length: isEven ? inputs : 0 }, (_, i) => all + i);
  const { weights } = sums.solve([...places, ...linear, all + inputs]);
  const width = places.length;
  const neurons = rows.map((row, j) => ({ row, out: Float64Array.from(weights, (weight) => weight[j]) }));
  const offset = Float64Array.from(weights, (weight) => weight[width + linear.length]);
  if (!isEven) return { neurons, offset };
  const term = Float64Array.from(weights.flatMap((weight) => [...weight.subarray(width, width + inputs)]));
  return { neurons: turned(neurons, term, inputs), offset };
}

/** Most neurons of which every choice is tried. */
const TRIED = 12;

/** Neurons, some turned to −row, so that σ(z) − σ(−z) = z gives a linear term; the choice that comes closest to the one that is wanted. */
function turned(neurons: readonly Neuron[], term: Float64Array, inputs: number): Neuron[] {
  const gains = neurons.map(({ row, out }) =>
    Float64Array.from(
      [...out].flatMap((weight) => [...row.subarray(0, inputs)].map((value) => weight * value)),
    ),
  );
  const rest = term.slice();
  const chosen = neurons.map(() => false);
  const flip = (j: number) => {
    for (let i = 0; i < rest.length; i++) rest[i] += chosen[j] ? gains[j][i] : -gains[j][i];
    chosen[j] = !chosen[j];
  };
  let [best, kept] = [dot(rest, rest), chosen.slice()];
  const look = () => {
    const length = dot(rest, rest);
    if (length < best) [best, kept] = [length, chosen.slice()];
  };
  if (neurons.length <= TRIED)
    for (let code = 1; code < 2 ** neurons.length; code++) {
      // Gray's order turns one neuron at a time.
      flip(31 - Math.clz32(code & -code));
      look();
    }
  else
    for (let round = 0; round < 2; round++)
      for (const j of neurons.keys()) {
        const before = best;
        flip(j);
        look();
        if (!(best < before)) flip(j);
      }
  return neurons.map(({ row, out }, j) =>
    kept[j] ? { row: row.map((value) => -value), out } : { row, out },
  );
}
