/**
 * The hues of all figures: blue, vermilion, green and purple after Okabe and Ito, then others that differ from them for the
 * colour-blind too. Each has a contrast of at least 3 on white and on the dark page (WCAG 2.2, 1.4.11), so that one drawing
 * serves both.
 */
export const HUE = {
  blue: '#0072B2',
  vermilion: '#D55E00',
  green: '#009068',
  purple: '#B05FA0',
  amber: '#B07D00',
  crimson: '#C2185B',
  sky: '#3A8FC4',
  olive: '#6E8B1F',
  brown: '#9C5F3A',
  violet: '#7A6FD0',
  grey: '#858A91',
} as const;

/** The two directions of a pulse, with the same hues in every figure. */
export const POLARITY_HUE = { set: HUE.amber, reset: HUE.violet } as const;

/** The colours of a page on light screens and paper, and on dark screens: text, quiet text, lines between rows, background. */
export const PAGE_COLOURS = {
  light: { ink: '#1b1d20', quiet: '#5c6168', line: '#d5d8dc', paper: '#ffffff' },
  dark: { ink: '#e6e8ea', quiet: '#a2a8b0', line: '#3a3f46', paper: '#14171a' },
} as const;

/** How far text and lines of less weight let the background through, so that they still have the contrast of text and lines. */
export const FADED = { text: 0.75, line: 0.6 } as const;

/** How far what stands behind the finding lets the background through: raw curves, and bands of intervals. */
export const BEHIND = { raw: 0.3, band: 0.12 } as const;
