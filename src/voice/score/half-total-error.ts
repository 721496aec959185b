/** How many frames a detector decided wrongly, of how many. */
export interface ErrorCounts {
  /** frames of speech */
  readonly speech: number;
  /** of them, those decided as silence */
  readonly missed: number;
  /** frames without speech */
  readonly silence: number;
  /** of them, those decided as speech */
  readonly falseAlarms: number;
}

/** Errors of scores that are speech above a threshold. */
export function errorCounts(scores: Float32Array, labels: Uint8Array, threshold: number): ErrorCounts {
  let [speech, missed, falseAlarms] = [0, 0, 0];
  for (let t = 0; t < scores.length; t++) {
    speech += labels[t];
    if (scores[t] > threshold) falseAlarms += 1 - labels[t];
    else missed += labels[t];
  }
  return { speech, missed, silence: scores.length - speech, falseAlarms };
}

/** The half total error of some clips together: the mean of the shares of missed speech and of false alarms, from 0 to 1; NaN without either kind of frame. */
export function halfTotalError(clips: Iterable<ErrorCounts>): number {
  let [speech, missed, silence, falseAlarms] = [0, 0, 0, 0];
  for (const clip of clips) {
    speech += clip.speech;
    missed += clip.missed;
    silence += clip.silence;
    falseAlarms += clip.falseAlarms;
  }
  return (missed / speech + falseAlarms / silence) / 2;
}
