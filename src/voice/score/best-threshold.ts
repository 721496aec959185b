import type { ScoredClip } from './scored-clip.js';

/** The threshold with the least half total error: speech is what scores above it. */
export function bestThreshold(clips: readonly ScoredClip[]): number {
  const frames = clips.flatMap(({ scores, labels }) =>
    Array.from(scores, (score, t) => ({ score, label: labels[t] })),
  );
  frames.sort((a, b) => a.score - b.score);
  const speech = frames.reduce((sum, { label }) => sum + label, 0);
  const silence = frames.length - speech;
  let [missed, falseAlarms] = [0, silence];
  let best = { error: Infinity, threshold: -Infinity };
  for (const [i, { score, label }] of frames.entries()) {
    missed += label;
    falseAlarms -= 1 - label;
    // Equal scores are on one side.
    if (i + 1 < frames.length && frames[i + 1].score === score) continue;
    const error = missed / speech + falseAlarms / silence;
    if (error < best.error) best = { error, threshold: score };
  }
  return best.threshold;
}
