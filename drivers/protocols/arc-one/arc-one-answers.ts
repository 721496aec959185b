import type { Answer } from '../unnumbered/answer.js';
import { OutOfStep } from '../unnumbered/out-of-step.js';

/** What ArC ONE tells of one step of a job. */
export interface Triplet {
  readonly ohms: number;
  readonly volts: number;
  readonly seconds: number;
}

const FLOAT = 4;
const TRIPLET = 3 * FLOAT;

/** One float, little-endian. */
export const float: Answer<number> = (bytes) =>
  bytes.length < FLOAT ? undefined : { value: bytes.readFloatLE(0), length: FLOAT };

/** One triplet. */
export const triplet: Answer<Triplet> = (bytes) =>
  bytes.length < TRIPLET ? undefined : { value: tripletAt(bytes, 0), length: TRIPLET };

/** Triplets up to the one that ends them, which is 0, 0, 0 and nothing else: a negative reading ends nothing. */
export function triplets(most: number): Answer<Triplet[]> {
  return (bytes) => {
    const value: Triplet[] = [];
    for (let at = 0; at + TRIPLET <= bytes.length; at += TRIPLET) {
      const next = tripletAt(bytes, at);
      if (next.ohms === 0 && next.volts === 0 && next.seconds === 0) return { value, length: at + TRIPLET };
      value.push(next);
      if (value.length > most)
        throw new OutOfStep(`got more than ${most} steps: expected 0, 0, 0 after them`);
    }
    return undefined;
  };
}

function tripletAt(bytes: Buffer, at: number): Triplet {
  const [ohms, volts, seconds] = [0, FLOAT, 2 * FLOAT].map((k) => bytes.readFloatLE(at + k));
  return { ohms, volts, seconds };
}
