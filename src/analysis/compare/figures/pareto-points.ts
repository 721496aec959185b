import type { CostName } from '../../../experiment/comparison-plan.js';
import { percent } from '../amounts.js';
import type { Bounded } from '../../statistics/bounded.js';
import type { Comparison, Group } from '../comparison.js';

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
  /** its steps lie above the axis */
  beyond: boolean;
}

/** The schemes of one bank and noise that have a cost, those on the front and the reference first. @param top of the axis of steps */
export function paretoPoints({ compared }: Group, { reference }: Comparison, cost: CostName, row: number, top: number): ParetoPoint[] {
  const points = compared.flatMap(({ scheme, digital, final, costs, front }): ParetoPoint[] => {
    const paid = costs[cost];
    if (!paid || paid.value <= 0) return [];
    const { on = false, share = 0 } = front[cost] ?? {};
    return [{
      row, on, beyond: final.value > top, cost: paid.value, final: Math.min(final.value, top), costs: ends(paid),
      steps: ends(final).map((end) => Math.min(end, top)) as ParetoPoint['steps'],
      kind: scheme === reference ? 'reference' : digital ? 'digital' : 'other',
      label: `${scheme}${on ? ` (${percent(share)})` : ''}${final.value > top ? `: ${final.value.toFixed(1)}` : ''}`,
    }];
  });
  const rank = ({ on, kind }: ParetoPoint) => (on ? 0 : kind === 'reference' ? 1 : 2);
  return points.sort((a, b) => rank(a) - rank(b));
} // prettier-ignore

function ends({ value, interval }: Bounded): [number, number, number] {
  return interval ? [interval[0], value, interval[1]] : [value, value, value];
}
