/** p-values corrected for their number, so that the chance of any false claim among them stays what it says (Holm, Scand. J. Stat. 6, 1979). */
export function holm(pValues: readonly number[]): number[] {
  const order = [...pValues.keys()].sort((a, b) => pValues[a] - pValues[b]);
  const corrected = [...pValues];
  let most = 0;
  order.forEach((place, rank) => {
    most = Math.max(most, Math.min(1, (pValues.length - rank) * pValues[place]));
    corrected[place] = most;
  });
  return corrected;
}
