/**
 * Scores as means over neighbours, centred: half of the frames lie ahead. So 11 frames wait for 50 ms of sound, and for the rest of the last
 * frame's window. Fewer count at the ends.
 * @param count an odd number of frames
 */
export function movingMean(scores: Float32Array, count = 11): Float32Array {
  const half = (count - 1) / 2;
  return scores.map((_, t) => {
    const [from, to] = [Math.max(0, t - half), Math.min(scores.length, t + half + 1)];
    let sum = 0;
    for (let i = from; i < to; i++) sum += scores[i];
    return sum / (to - from);
  });
}
