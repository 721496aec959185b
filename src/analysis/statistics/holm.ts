/** p-values corrected for multiple tests (Holm, Scand. J. Stat. 6, 1979). */
export function holm(pValues: readonly number[]): number[] {
  const order = [...pValues.keys()].sort((a, b) => pValues[a] - pValues[b]);
  const corrected = [...pValues];
  let maximum = 0;
  order.forEach((place, rank) => {
    maximum = Math.max(maximum, Math.min(1, (pValues.length - rank) * pValues[place]));
    corrected[place] = maximum;
  });
  return corrected;
}
