import type { CostName } from '../../../experiment/comparison-plan.js';
import { percent, amount } from '../amounts.js';
import type { IntervalEstimate } from '../../statistics/interval-estimate.js';
import type { Comparison, Group } from '../comparison.js';

/** A scheme as a point of cost and final steps. */
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

/** The points of one bank and noise, with the front and the reference first; schemes without a cost are left out. @param top of the axis of steps */
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

function ends({ value, interval }: IntervalEstimate): [number, number, number] {
  return interval ? [interval[0], value, interval[1]] : [value, value, value];
}

/** A logarithmic axis of a cost: domain, ticks and their format, and a cost as a fraction of the axis and back. */
export interface CostAxis {
  domain: [number, number];
  ticks: number[];
  write: (cost: number) => string;
  fraction: (cost: number) => number;
  value: (fraction: number) => number;
}

/** The axis that shows all costs (above 0), with space on both sides. */
export function costAxis(cost: CostName, costs: number[]): CostAxis {
  const low = Math.min(...costs);
  const high = Math.max(...costs);
  const room = Math.max((high / low) ** 0.06, 1.1);
  const domain: [number, number] = [low / room, high * room];
  const span = Math.log(domain[1] / domain[0]);
  return {
    domain,
    ticks: ticksOf(domain, span > 3 * Math.LN10 ? [1] : span > Math.LN10 / 2 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 6, 7, 8]),
    write: (value) => amount(cost, value),
    fraction: (value) => Math.log(value / domain[0]) / span,
    value: (fraction) => domain[0] * Math.exp(fraction * span),
  };
} // prettier-ignore

function ticksOf([low, high]: [number, number], digits: number[]): number[] {
  const first = Math.floor(Math.log10(low));
  const powers = Array.from({ length: Math.floor(Math.log10(high)) - first + 1 }, (_, i) => first + i);
  return powers
    .flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
    .filter((tick) => tick >= low && tick <= high);
}
