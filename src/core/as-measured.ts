/** More than a converter of 26 bits tells apart. */
const DIGITS = 9;

/** A measured quantity as files have it: nine significant digits, without those that binary arithmetic adds. */
export function asMeasured(value: number): number {
  return Number(value.toPrecision(DIGITS));
}
