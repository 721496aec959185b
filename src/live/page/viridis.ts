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
  return `rgb(${mixed(share).join(',')})`;
}

/** The colour of letters on viridis: black or white, whichever stands out more, and at least by 4.5. */
export function inkOn(share: number): string {
  const [red, green, blue] = mixed(share).map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > EQUAL ? '#000' : '#fff';
}

/** Relative luminance at which black and white stand out alike (WCAG 2.2). */
const EQUAL = 0.179;

function mixed(share: number): number[] {
  const along = Math.min(Math.max(share, 0), 1) * (STOPS.length - 1);
  const at = Math.min(Math.floor(along), STOPS.length - 2);
  return STOPS[at].map((from, k) => Math.round(from + (along - at) * (STOPS[at + 1][k] - from)));
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
