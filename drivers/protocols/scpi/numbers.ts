import { OutOfStep } from '../unnumbered/out-of-step.js';
import { FLAG } from '../../sessions/flag.js';
import type { Measured } from './source-meter.js';

/** The numbers of an answer, as many as there must be. */
export function numbersIn(answer: string, separator: string, count: number): number[] {
  const parts = answer.split(separator);
  const numbers = parts.map((part) => (/^\s*[+-]?\d/.test(part) ? Number(part) : NaN));
  if (numbers.length === count && !numbers.some(Number.isNaN)) return numbers;
  throw new OutOfStep(`got ${JSON.stringify(answer)}: expected ${count} numbers`);
}

/** 9.9E37 is an overflow, 9.91E37 no number. */
const OVERFLOW = 9.8e37;

/** A measurement from what an instrument told: a number too large to be one is flagged, and no current. */
export function measured(volts: number, amperes: number, flags: number): Measured {
  const overflow = [volts, amperes].some((value) => Math.abs(value) > OVERFLOW);
  return overflow ? { volts, amperes: 0, flags: flags | FLAG.saturated } : { volts, amperes, flags };
}
