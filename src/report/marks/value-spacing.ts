import { isNumeric, type SweepAxis } from './sweep-grid.js';

/** How values lie along an axis: each as a fraction of its length, and whether equal distances are equal ratios. */
export interface ValueSpacing {
  kind: 'linear' | 'logarithmic' | 'names';
  fractions: number[];
}

/** Ratio of two values from which their distance is a ratio too. */
const FAR_APART = 10;

/** Numbers by their size, or by its logarithm where that spaces them more evenly; names evenly. @param axis its numbers in ascending order */
export function valueSpacing(axis: SweepAxis): ValueSpacing {
  if (!isNumeric(axis)) {
    const last = Math.max(axis.values.length - 1, 1);
    return { kind: 'names', fractions: axis.values.map((_, i) => i / last) };
  }
  const values = axis.values as number[];
  const isGeometric = values[0] > 0 && isLogarithmic(values);
  return isGeometric
    ? { kind: 'logarithmic', fractions: stretched(values.map(Math.log)) }
    : { kind: 'linear', fractions: stretched(values) };
}

function isLogarithmic(values: number[]): boolean {
  if (values.length === 2) return values[1] >= FAR_APART * values[0];
  return unevenness(values.map(Math.log)) < unevenness(values) - 1e-9;
}

/** The variation coefficient of the distances between neighbours. */
function unevenness(values: number[]): number {
  const gaps = values.slice(1).map((value, i) => value - values[i]);
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  return Math.sqrt(gaps.reduce((sum, gap) => sum + (gap / mean - 1) ** 2, 0) / gaps.length);
}

function stretched(values: number[]): number[] {
  const [low, high] = [values[0], values.at(-1)!];
  return values.map((value) => (high > low ? (value - low) / (high - low) : 0.5));
}
