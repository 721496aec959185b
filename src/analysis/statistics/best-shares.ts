/** How often each candidate is the lowest over the resamples; those that tie share. @param resampled a column of resamples a candidate */
export function bestShares(resampled: readonly Float64Array[]): number[] {
  const times = resampled.map(() => 0);
  const count = resampled[0]?.length ?? 0;
  for (let resample = 0; resample < count; resample++) {
    const lowest = Math.min(...resampled.map((values) => values[resample]));
    if (!Number.isFinite(lowest)) continue;
    const tied = resampled.flatMap((values, i) => (values[resample] === lowest ? [i] : []));
    for (const i of tied) times[i] += 1 / tied.length;
  }
  return times.map((first) => first / count);
}
