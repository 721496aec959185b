/** A stretch of speech, seconds from the start of the file. */
export interface Segment {
  readonly from: number;
  readonly to: number;
}

/** The stretches of frames in which there is speech. @param isSpeech 1 or 0 for each frame @param hop seconds from one frame to the next */
export function segmentsOf(isSpeech: ArrayLike<number>, hop: number): Segment[] {
  const found: Segment[] = [];
  let first = -1;
  for (let frame = 0; frame <= isSpeech.length; frame++) {
    const speaks = frame < isSpeech.length && isSpeech[frame] === 1;
    if (speaks && first < 0) first = frame;
    if (speaks || first < 0) continue;
    found.push({ from: first * hop, to: frame * hop });
    first = -1;
  }
  return found;
}
