/** A board's remarks on a reading or a train, as bits of one number. */
export const FLAG = {
  saturated: 1,
  belowNoise: 2,
  compliance: 4,
  openSuspected: 8,
  shortSuspected: 16,
  /** must never occur: a board refuses, it does not clip */
  clipped: 32,
  aborted: 64,
} as const;

const WORDS: readonly (readonly [flag: number, words: string])[] = [
  [FLAG.saturated, 'the converter is saturated'],
  [FLAG.belowNoise, 'the current is below the noise'],
  [FLAG.compliance, 'the current reached the compliance'],
  [FLAG.openSuspected, 'the circuit looks open'],
  [FLAG.shortSuspected, 'the device looks shorted'],
  [FLAG.clipped, 'the board clipped a voltage that it should have refused'],
  [FLAG.aborted, 'the train was aborted'],
];

/** Some flags in words, one sentence each. */
export function remarksOf(flags: number): string[] {
  return WORDS.filter(([flag]) => (flags & flag) !== 0).map(([, words]) => words);
}

/** The faults among some flags, in words; empty if the reading is valid. A current below the noise is valid. */
export function faultsIn(flags: number): string {
  return remarksOf(flags & ~FLAG.belowNoise).join(', ');
}
