import { merged, type Student } from './collapse.js';
import { canonical, cosineDistance, type Neuron, type Shallow } from './neurons.js';
import { columnsOf, withOutgoing } from './outgoing-weights.js';
import type { FitFloor } from './fit-floor.js';
import type { Patience, ShallowProblem } from './shallow-problem.js';

/** Smaller networks that are tried at each width, and how long. */
const TRIED = 6;
const patience: Patience = { iterations: 120, within: 12, share: 0.8 };
/** Angle within which two neurons may be one: the same as within a cluster. */
const NEAR = 1 - Math.cos(Math.PI / 6);

interface Candidate {
  readonly rows: readonly Float64Array[];
  readonly places: readonly number[];
  readonly rest: number;
}

/** Removes and merges neurons while the fit stays as good as allowed. */
export function simplify(problem: ShallowProblem, start: Student, floor: FitFloor): Student {
  let best = start;
  for (;;) {
    const next = smaller(problem, best, floor);
    if (!next) return best;
    best = next;
  }
}

/** A narrower network that is as good as allowed, if one is found. */
function smaller(problem: ShallowProblem, larger: Student, floor: FitFloor): Student | undefined {
  const { network } = larger;
  const { symmetry } = problem.activation;
  const width = network.neurons.length;
  if (width <= 1) return undefined;
  const neurons = network.neurons.map((neuron) => canonical(neuron, symmetry));
  const pairs = neurons.flatMap((_, i) => neurons.slice(0, i).map((_, j) => [j, i] as const));
  const close = pairs.filter(([i, j]) => cosineDistance(neurons[i].row, neurons[j].row) < NEAR);
  const middles = close.map(([i, j]) => middle(neurons[i], neurons[j]));
  const rows = [...neurons, ...middles].map(({ row }) => row);
  const sums = columnsOf(
    problem,
    rows.map((row) => ({ row })),
  );
  const { inputs } = problem.probes;
  const beside = [
    ...(problem.besides > 0 ? Array.from({ length: inputs }, (_, i) => rows.length + i) : []),
    rows.length + inputs,
  ];
  const without = (gone: readonly number[], more: readonly number[] = []) => {
    const places = [...neurons.keys(), ...more].filter((place) => !gone.includes(place));
    const { rest } = sums.solve([...places, ...beside]);
    return { places, rows: places.map((place) => rows[place]), rest };
  };
  const candidates: Candidate[] = [
    ...neurons.map((_, j) => without([j])),
    ...close.map((pair, p) => without(pair, [width + p])),
  ];
  for (const { rows: kept, places } of candidates.toSorted((a, b) => a.rest - b.rest).slice(0, TRIED)) {
    const start: Shallow = withOutgoing(problem, kept, sums, places, rows.length);
    if (start.neurons.some(({ out }) => out.length === 0)) continue;
    const fitted = problem.fit(start, patience);
    if (floor.isAsGood(fitted, larger)) return fitted;
  }
  return undefined;
}

/** One neuron in place of two, between them by their outgoing weights. */
function middle(left: Neuron, right: Neuron): Neuron {
  const [a, b] = [left, right].map(({ out }) => Math.hypot(...out));
  const share = a + b > 0 ? a / (a + b) : 0.5;
  const { out } = merged([left, right]);
  return { row: left.row.map((value, i) => share * value + (1 - share) * right.row[i]), out };
}
