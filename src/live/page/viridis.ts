/** The colour map viridis (van der Walt and Smith, 2015) at nine places. */
const STOPS = [
  [68, 1, 84],
  [71, 44, 122],
  [59, 81, 139],
  [44, 113, 142],
  [33, 144, 141],
  [39, 173, 129],
  [92, 200, 99],
  [170, 220, 50],
  [253, 231, 37],
] as const;

/** A colour of viridis. @param share from 0 to 1 */
export function viridis(share: number): string {
  const along = Math.min(Math.max(share, 0), 1) * (STOPS.length - 1);
  const at = Math.min(Math.floor(along), STOPS.length - 2);
  const mixed = STOPS[at].map((from, k) => Math.round(from + (along - at) * (STOPS[at + 1][k] - from)));
  return `rgb(${mixed.join(',')})`;
}

/** The colour of letters on viridis. */
export function inkOn(share: number): string {
  return share > 0.55 ? '#000' : '#fff';
}
