import { RandomStream } from '../../../src/core/random-stream.js';

/** Conductances over four decades, one in ten of them open, and volts from −0.5 to 0.5, by a seed. */
export function randomArray(rows: number, columns: number, seed: number) {
  const random = new RandomStream(`array ${seed}`);
  const conductance = Float64Array.from({ length: rows * columns }, () =>
    random.uniform() < 0.1 ? 0 : 10 ** (-3 - 4 * random.uniform()),
  );
  const volts = Float64Array.from({ length: rows }, () => random.uniform() - 0.5);
  return { rows, columns, conductance, volts };
}

/** The largest difference of two columns of numbers, against the largest number of the second. */
export function difference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  let change = 0;
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    change = Math.max(change, Math.abs(found[i] - expected[i]));
    largest = Math.max(largest, Math.abs(expected[i]));
  }
  return Number.isNaN(change) || found.length !== expected.length ? Infinity : change / largest;
}
