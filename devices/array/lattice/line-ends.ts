/**
 * What the lines of one layer end in: for each line the conductance from the end to its voltage, siemens. It is 0 where
 * the end is open, and infinite where a wire without resistance holds the line.
 */
export interface LineEnds {
  /** before the first cell of each line */
  readonly first: Float64Array;
  /** after its last cell */
  readonly last: Float64Array;
}

/** Ends that are alike for all lines. @param ohms from a cell to the voltage; @param ends at the first cell, at the last, or at both */
export function equalEnds(lines: number, ohms: number, ends: { first: boolean; last: boolean }): LineEnds {
  const siemens = ohms === 0 ? Infinity : 1 / ohms;
  return {
    first: new Float64Array(lines).fill(ends.first ? siemens : 0),
    last: new Float64Array(lines).fill(ends.last ? siemens : 0),
  };
}

/** Whether a wire without resistance holds a line at its voltage. */
export function isHeld({ first, last }: LineEnds, line: number): boolean {
  return first[line] === Infinity || last[line] === Infinity;
}
