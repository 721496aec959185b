import { RunError } from '../../src/core/errors.js';
import { integers } from './integer.js';
import type { Limits } from './limits.js';

/** A current that several rows may have added to. */
export interface SummedReading {
  readonly picoamps: number;
  /** counts of the converter */
  readonly raw: number;
  readonly flags: number;
}

/** One device, read. */
export interface Reading extends SummedReading {
  /** that were really on the row */
  readonly microvolts: number;
}

type ReadLimit = Pick<Limits, 'readMicrovoltsMax'>;

/** The answer to READ. @throws RunError where more was applied than the limits allow */
export function readingFrom(values: readonly string[], limits: ReadLimit): Reading {
  const [picoamps, microvolts, raw, flags] = answered('READ', values, 4);
  checkApplied('READ', microvolts, limits);
  return { picoamps, microvolts, raw, flags };
}

/** @throws RunError where more was applied than the limits allow */
export function checkApplied(verb: string, microvolts: number, { readMicrovoltsMax: most }: ReadLimit): void {
  if (Math.abs(microvolts) <= most) return;
  throw new RunError(
    `the board's answer to ${verb}: got ${microvolts} µV applied: expected at most ±${most} µV`,
  );
}

/** The answer to READSET. */
export function summedReadingFrom(values: readonly string[]): SummedReading {
  const [picoamps, raw, flags] = answered('READSET', values, 3);
  return { picoamps, raw, flags };
}

/** The integers of an answer, as many as there must be. */
export function answered(
  verb: string,
  values: readonly string[],
  count: 2 | 3 | 4,
): [number, number, number, number] {
  const numbers = integers(values);
  if (numbers?.length === count) return numbers as [number, number, number, number];
  throw new RunError(
    `the board must answer ${verb} with ${count} integers, got ${JSON.stringify(values.join(' '))}`,
  );
}
