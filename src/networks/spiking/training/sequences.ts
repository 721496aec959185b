import { UsageError } from '../../../core/errors.js';

/** Steps `from` to `to` − 1 of spike trains, which a network runs from rest. */
export interface Sequence {
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts clips into sequences of one length; the last of a clip may be shorter.
 * @param clips steps in which clips start, in rising order, and the step after the last clip
 */
export function cutSequences(clips: ArrayLike<number>, length: number): Sequence[] {
  if (!(Number.isSafeInteger(length) && length >= 1))
    throw new UsageError(`got sequences of ${length} steps: expected a whole number from 1`);
  const sequences: Sequence[] = [];
  for (let clip = 0; clip + 1 < clips.length; clip++)
    for (let from = clips[clip]; from < clips[clip + 1]; from += length)
      sequences.push({ from, to: Math.min(from + length, clips[clip + 1]) });
  return sequences;
}
