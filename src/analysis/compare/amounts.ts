import type { CostName } from '../../experiment/comparison-plan.js';
import type { IntervalEstimate } from '../statistics/interval-estimate.js';

/** The name of each cost. */
export const costWords: Record<CostName, string> = {
  pulses: 'pulses',
  reads: 'reads',
  energy: 'energy',
  wear: 'wear',
};

/** Less of each cost, and the least of it, as they stand in a sentence. */
export const lessOf: Record<CostName, string> = {
  pulses: 'fewer pulses',
  reads: 'fewer reads',
  energy: 'less energy',
  wear: 'less wear',
};
export const leastOf: Record<CostName, string> = {
  pulses: 'the fewest pulses',
  reads: 'the fewest reads',
  energy: 'the least energy',
  wear: 'the least wear',
};

/** The label of each cost on an axis. */
export const costLabels: Record<CostName, string> = {
  ...costWords,
  wear: 'wear (pulses on the most worn device)',
};

/** A number of steps as text, with three digits. */
export function steps(value: number): string {
  if (!Number.isFinite(value)) return '∞';
  const off = Math.abs(value);
  return signed(value.toFixed(off < 9.995 ? 2 : off < 99.95 ? 1 : 0));
}

/** A ratio as text. */
export function multiple(value: number): string {
  if (!Number.isFinite(value)) return '∞';
  return value >= 100 ? value.toFixed(0) : value.toPrecision(value < 1 ? 2 : 3);
}

/** An amount of a cost with three digits as text: a count, or joules with a prefix. */
export function amount(cost: CostName, value: number): string {
  return cost === 'energy' ? joules(value) : count(value);
}

const nouns: Record<CostName, readonly [one: string, many: string]> = {
  pulses: [' pulse', ' pulses'],
  reads: [' read', ' reads'],
  energy: ['', ''],
  wear: [' pulse on the most worn device', ' pulses on the most worn device'],
};

/** An amount of a cost with its noun. */
export function amountInWords(cost: CostName, value: number): string {
  const [one, many] = nouns[cost];
  return `${amount(cost, value)}${value === 1 ? one : many}`;
}

/** A number with its interval, both in the same format. */
export function withInterval(
  { value, interval }: IntervalEstimate,
  write: (value: number) => string,
): string {
  return interval ? `${write(value)} ${range(interval, write)}` : write(value);
}

/** Both ends of an interval in brackets. */
export function range(interval: readonly [number, number], write: (value: number) => string): string {
  return `[${interval.map(write).join(', ')}]`;
}

/** How far a difference lies above or below 0, without its sign. */
export function size({ value, interval }: IntervalEstimate): IntervalEstimate {
  const ends = interval && (value < 0 ? ([-interval[1], -interval[0]] as [number, number]) : interval);
  return { value: Math.abs(value), interval: ends };
}

/** A share in per cent; a share between 0 and 1 is never rounded to 0 % or 100 %. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return '<1 %';
  if (share < 1 && share > 0.99) return '>99 %';
  return `${Math.round(100 * share)} %`;
}

/** A p-value with two digits; below 0.001, the next power of ten. */
export function pValue(p: number): string {
  return p < 0.001 ? `< ${Number(`1e${Math.ceil(Math.log10(p))}`)}` : String(Number(p.toPrecision(2)));
}

/** A p-value in a sentence. */
export function pInWords(p: number): string {
  return p < 0.001 ? `p ${pValue(p)}` : `p = ${pValue(p)}`;
}

function count(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en-US');
}

function joules(value: number): string {
  const power = value > 0 ? Math.max(-5, Math.min(0, Math.floor(Math.log10(value) / 3))) : 0;
  return `${Number((value / 1000 ** power).toPrecision(3))} ${['J', 'mJ', 'µJ', 'nJ', 'pJ', 'fJ'][-power]}`;
}

function signed(text: string): string {
  return text.replace(/^-(0\.0+)$/, '$1').replace('-', '−');
}
