/** What a board remarks on a reading or a train, as bits of one number. */
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
