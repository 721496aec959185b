/** Sound of one channel. */
export interface Sound {
  /** samples a second, in Hz */
  readonly sampleRate: number;
  /** full scale is from −1 to 1 */
  readonly samples: Float32Array;
}
