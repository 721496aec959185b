/** Frames a second. */
export const FRAME_RATE = 100;
/** Number of bands of a frame. */
export const BANDS = 32;

/** Frames of a sound, one every 10 ms. */
export interface Frames {
  readonly count: number;
  /** numbers of a frame */
  readonly bands: number;
  /** [frame × bands + band], in dB */
  readonly values: Float32Array;
}
