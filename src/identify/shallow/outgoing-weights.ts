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

/** The network of some rows with the best outgoing weights, and with the linear term beside it that students have. */
export function withOutgoing(
  problem: ShallowProblem,
  rows: readonly Float64Array[],
  sums: ColumnSums,
  places: readonly number[],
  all: number,
): Shallow {
  const { inputs } = problem.probes;
  const linear = Array.from({ length: problem.besides > 0 ? inputs : 0 }, (_, i) => all + i);
  const { weights } = sums.solve([...places, ...linear, all + inputs]);
  const width = places.length;
  const neurons = rows.map((row, j) => ({ row, out: Float64Array.from(weights, (weight) => weight[j]) }));
  const offset = Float64Array.from(weights, (weight) => weight[width + linear.length]);
  if (linear.length === 0) return { neurons, offset };
  const skip = Float64Array.from(weights.flatMap((weight) => [...weight.subarray(width, width + inputs)]));
  return { neurons, offset, skip };
}
