import { isNumeric, type SweepAxis } from './sweep-grid.js';

/** How values lie along an axis: the kind of spacing, and each place as a fraction of the length. */
export interface ValueSpacing {
  kind: 'linear' | 'logarithmic' | 'names';
  fractions: number[];
}

/** Ratio of two values from which on their axis is logarithmic. */
const LOGARITHMIC = 10;

/** Numbers at their value, or at its logarithm if that spaces them more evenly; names at equal distances. @param axis with numbers in ascending order */
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
  if (values.length === 2) return values[1] >= LOGARITHMIC * values[0];
  return unevenness(values.map(Math.log)) < unevenness(values) - 1e-9;
}

/** Coefficient of variation of the distances between neighbours. */
function unevenness(values: number[]): number {
  const gaps = values.slice(1).map((value, i) => value - values[i]);
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  return Math.sqrt(gaps.reduce((sum, gap) => sum + (gap / mean - 1) ** 2, 0) / gaps.length);
}

function stretched(values: number[]): number[] {
  const [low, high] = [values[0], values.at(-1)!];
  return values.map((value) => (high > low ? (value - low) / (high - low) : 0.5));
}
