import { OutOfStep } from '../bare/out-of-step.js';

/** The numbers of an answer, as many as there must be. */
export function numbersIn(answer: string, separator: string, count: number): number[] {
  const parts = answer.split(separator);
  const numbers = parts.map((part) => (/^\s*[+-]?\d/.test(part) ? Number(part) : NaN));
  if (numbers.length === count && !numbers.some(Number.isNaN)) return numbers;
  throw new OutOfStep(`got ${JSON.stringify(answer)}: expected ${count} numbers`);
}
