import { dot } from '../../core/maths/vectors.js';
import { ColumnSums } from '../shallow/outgoing-weights.js';
import type { Patience } from '../shallow/shallow-problem.js';
import {
  widthsOf,
  type Deep,
  type DeepProblem,
  type DeepStudent,
  type LayerColumns,
} from './deep-problem.js';

/** Smaller networks that are tried at each size, and how long. */
const TRIED = 8;
const patience: Patience = { iterations: 150, within: 15, share: 0.8 };

/** Removes neurons, one at a time, while the fit stays good enough. */
export function narrowed(
  problem: DeepProblem,
  start: DeepStudent,
  isGood: (smaller: DeepStudent, larger: DeepStudent) => boolean,
): DeepStudent {
  let best = start;
  for (;;) {
    const next = smaller(problem, best, isGood);
    if (!next) return best;
    best = next;
  }
}

/** A network with one neuron less that is good enough, if one is found. */
function smaller(
  problem: DeepProblem,
  larger: DeepStudent,
  isGood: (smaller: DeepStudent, larger: DeepStudent) => boolean,
): DeepStudent | undefined {
  for (const layers of candidates(problem, larger.layers)) {
    const fitted = problem.fit(layers, patience);
    if (isGood(fitted, larger)) return fitted;
  }
  return undefined;
}

/** Networks with one neuron less, whose next layer makes up for it as far as possible; those first that promise the best fit. */
function candidates(problem: DeepProblem, layers: Deep): Deep[] {
  const { inputs, x, count } = problem.probes;
  const columnsOf = (numbers: Float64Array, length: number) =>
    Array.from({ length }, (_, i) => numbers.subarray(i * count, (i + 1) * count));
  const passes: LayerColumns[] = [];
  for (const rows of layers)
    passes.push(problem.columns(rows, passes.at(-1)?.values ?? columnsOf(x, inputs)));
  const weights = sensitivities(layers, passes);
  const ones = new Float64Array(count).fill(1);
  return widthsOf(layers)
    .flatMap((width, l) => {
      if (width <= 1) return [];
      const sums = passes[l + 1].z.map((z) => new ColumnSums([...passes[l].values, ones], [z]));
      return Array.from({ length: width }, (_, gone) => {
        const kept = Array.from({ length: width + 1 }, (_one, i) => i).filter((i) => i !== gone);
        const ends = sums.map((some) => some.solve(kept));
        const loss = ends.reduce((sum, { rest }, k) => sum + rest * weights[l + 1][k], 0);
        const next = ends.map((end) => end.weights[0]);
        const fewer = layers.map((rows, m) =>
          m === l ? rows.filter((_row, j) => j !== gone) : m === l + 1 ? next : rows,
        );
        return { loss, layers: fewer, isSolved: next.every((row) => row !== undefined) };
      });
    })
    .filter(({ isSolved }) => isSolved)
    .toSorted((a, b) => a.loss - b.loss)
    .slice(0, TRIED)
    .map(({ layers: some }) => some);
}

/** The mean square of the slope of the outputs in what each neuron takes in: [layer][neuron]. */
function sensitivities(layers: Deep, passes: readonly LayerColumns[]): number[][] {
  const outputs = layers[layers.length - 1];
  const count = passes[0].z[0].length;
  const found = layers.map((rows) => rows.map(() => 0));
  for (const o of outputs.keys()) {
    let slopes = outputs.map((_, k) => new Float64Array(count).fill(+(k === o)));
    for (let l = layers.length - 1; l >= 0; l--) {
      for (const [k, slope] of slopes.entries()) found[l][k] += dot(slope, slope) / count;
      if (l === 0) break;
      const above = slopes;
      slopes = passes[l - 1].slopes.map((inner, j) => {
        const sum = new Float64Array(count);
        for (const [k, slope] of above.entries())
          for (let n = 0; n < count; n++) sum[n] += layers[l][k][j] * slope[n] * inner[n];
        return sum;
      });
    }
  }
  return found;
}
