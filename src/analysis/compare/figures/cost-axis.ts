import type { CostName } from '../../../experiment/comparison-plan.js';
import { amount } from '../amounts.js';
import { notFar } from './not-far.js';

/** A logarithmic axis of a cost: domain, ticks and their format, and a cost as a fraction of the axis and back. */
export interface CostAxis {
  domain: [number, number];
  ticks: number[];
  write: (cost: number) => string;
  fraction: (cost: number) => number;
  value: (fraction: number) => number;
}

/** The highest cost that an axis shows: what is not far from the bulk, on a scale of logarithms. @param kept costs that are shown in any case */
export function costShown(costs: number[], kept: number[]): number {
  const low = Math.min(...costs);
  const decades = notFar(costs.map((cost) => 1 + Math.log10(cost / low))) - 1;
  return Math.max(low * 10 ** decades, ...kept);
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
