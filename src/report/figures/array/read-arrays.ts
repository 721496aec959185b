import type { ArrayReading } from '../../../experiment/array/array-reading.js';
import type { ConditionSummary, Summary } from '../../../runs/summary.js';

/** A condition with what its array makes of its weights at the end. */
export interface ReadArray {
  readonly condition: ConditionSummary;
  readonly reading: ArrayReading;
}

/** Maximum number of arrays in a figure. */
export const MAXIMUM_ARRAYS = 4;

/** The conditions of a run whose arrays have been read. */
export function readArrays(
  { conditions }: Summary,
  readings: readonly (ArrayReading | undefined)[],
): ReadArray[] {
  return conditions.flatMap((condition, i) => {
    const reading = readings[i];
    return reading ? [{ condition, reading }] : [];
  });
}

/** That a figure shows the first arrays of many; false where it may show all. */
export function firstOnly({ conditions }: Summary): string | false {
  return (
    conditions.length > MAXIMUM_ARRAYS && `At most the first ${MAXIMUM_ARRAYS} arrays of the run are shown.`
  );
}

/** One column of a table of cells × columns. */
export function columnOf(table: Float64Array, column: number, columns: number): number[] {
  return Array.from({ length: table.length / columns }, (_, cell) => table[cell * columns + column]);
}

/** Mean and largest magnitude of numbers, and the index of the largest. */
export function magnitudes(values: ArrayLike<number>): { mean: number; largest: number; at: number } {
  let [sum, at] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += values[i];
    if (Math.abs(values[i]) > Math.abs(values[at])) at = i;
  }
  return { mean: sum / values.length, largest: values[at], at };
}
