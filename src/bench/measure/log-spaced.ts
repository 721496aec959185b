/** Whole numbers from 1 to `last`, so many a decade, with both ends; all of them for 0 a decade. */
export function logSpaced(last: number, perDecade: number): number[] {
  if (perDecade === 0) return Array.from({ length: last }, (_, k) => k + 1);
  const found = new Set<number>();
  for (let k = 0; ; k++) {
    const value = Math.round(10 ** (k / perDecade));
    if (value >= last) break;
    found.add(value);
  }
  return [...found.add(last)];
}
