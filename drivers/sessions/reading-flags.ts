/** What a board remarks on a reading, bit by bit, that makes it no number to learn from. */
const faults: readonly (readonly [bit: number, words: string])[] = [
  [1, 'the converter saturated'],
  [4, 'the current reached compliance'],
  [8, 'the circuit looks open'],
  [16, 'the device looks shorted'],
  [32, 'a voltage was clipped'],
  [64, 'it was aborted'],
];

/** The faults among some flags in words; empty where the reading is sound, and below the noise is sound. */
export function faultsIn(flags: number): string {
  return faults
    .filter(([bit]) => (flags & bit) !== 0)
    .map(([, words]) => words)
    .join(', ');
}
