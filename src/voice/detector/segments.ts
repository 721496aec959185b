/** A stretch of speech, seconds from the start of the file. */
export interface Segment {
  readonly from: number;
  readonly to: number;
}

/** When frames are. */
export interface FrameTimes {
  /** seconds from one frame to the next */
  readonly hop: number;
  /** where the second frame takes over from the first, less one hop, in s */
  readonly start: number;
  /** length of the sound, in s: the last frame lasts until then, as the first begins with it */
  readonly seconds: number;
}

/** The stretches of frames in which there is speech. @param isSpeech 1 or 0 for each frame */
export function segmentsOf(isSpeech: ArrayLike<number>, { hop, start, seconds }: FrameTimes): Segment[] {
  const count = isSpeech.length;
  const timeOf = (frame: number) => (frame === 0 ? 0 : frame === count ? seconds : start + frame * hop);
  const found: Segment[] = [];
  let first = -1;
  for (let frame = 0; frame <= count; frame++) {
    const speaks = frame < count && isSpeech[frame] === 1;
    if (speaks && first < 0) first = frame;
    if (speaks || first < 0) continue;
    found.push({ from: timeOf(first), to: timeOf(frame) });
    first = -1;
  }
  return found;
}
