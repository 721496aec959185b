import { curveOf, type CurveFamily } from './curve-family.js';
import { freeCurveOf, slopeAt } from './free-curve.js';
import { fitLaw, iterated } from './fit-law.js';

/** Nodes of the table, evenly over the window. */
const NODES = 6;

/** Steps by a table over the weight (aihwkit PiecewiseStepDevice). */
export const piecewiseStep: CurveFamily = {
  name: 'piecewise steps',
  meaning: `dw = dw_min q(w), q by ${NODES} nodes over the window and straight lines between them`,
  fit(branch) {
    const { mean } = branch;
    const law = ([start, ...nodes]: readonly number[]) =>
      iterated(start, mean.length, (w) => stepAt(nodes, w));
    const free = freeCurveOf(branch).rise;
    const nodes = Array.from({ length: NODES }, (_, k) => slopeAt(free, k / (NODES - 1)));
    const [start, ...steps] = fitLaw(law, mean, [[free[0], ...nodes]]);
    const positive = steps.map((step) => Math.max(0, step));
    const dwMin = positive.reduce((sum, step) => sum + step, 0) / NODES;
    const table = positive.map((step, k) => [`q${k}`, step / dwMin] as const);
    return curveOf(law, [start, ...steps], { start, dw_min: dwMin, ...Object.fromEntries(table) });
  },
};

function stepAt(nodes: readonly number[], weight: number): number {
  const place = Math.min(Math.max(weight, 0), 1) * (NODES - 1);
  const node = Math.min(Math.floor(place), NODES - 2);
  const share = place - node;
  return Math.max(0, (1 - share) * nodes[node] + share * nodes[node + 1]);
}
