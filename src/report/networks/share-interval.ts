/** Half width of a 95 % interval, standard deviations. */
const Z = 1.959964;

/** The 95 % interval of a share of which some cases were seen (Wilson, J. Am. Stat. Assoc. 22, 1927). */
export function shareInterval(seen: number, cases: number): readonly [number, number] {
  const share = seen / cases;
  const scale = 1 + Z ** 2 / cases;
  const centre = (share + Z ** 2 / (2 * cases)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / cases + Z ** 2 / (4 * cases ** 2));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
