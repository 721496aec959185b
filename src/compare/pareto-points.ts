import type { CostName } from '../experiment/comparison-plan.js';
import { percent } from './amounts.js';
import type { Bounded } from './bounded.js';
import type { Comparison, Group } from './comparison.js';

/** A scheme between its cost and its performance. */
export interface ParetoPoint {
  row: number;
  cost: number;
  final: number;
  /** lower end, mean and upper end */
  costs: [number, number, number];
  steps: [number, number, number];
  on: boolean;
  kind: 'reference' | 'digital' | 'other';
  label: string;
}

/** The schemes of one bank and noise that have a cost, those on the front and the reference first. */
export function paretoPoints({ compared }: Group, { reference }: Comparison, cost: CostName, row: number): ParetoPoint[] {
  const points = compared.flatMap(({ scheme, digital, final, costs, front }): ParetoPoint[] => {
    const paid = costs[cost];
    if (!paid || paid.value <= 0) return [];
    const { on = false, share = 0 } = front[cost] ?? {};
    return [{
      row, on, cost: paid.value, final: final.value, costs: ends(paid), steps: ends(final),
      kind: scheme === reference ? 'reference' : digital ? 'digital' : 'other',
      label: on ? `${scheme} (${percent(share)})` : scheme,
    }];
  });
  const rank = ({ on, kind }: ParetoPoint) => (on ? 0 : kind === 'reference' ? 1 : 2);
  return points.sort((a, b) => rank(a) - rank(b));
} // prettier-ignore

function ends({ value, interval }: Bounded): [number, number, number] {
  return interval ? [interval[0], value, interval[1]] : [value, value, value];
}
