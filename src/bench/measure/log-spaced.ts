/** Whole numbers from 1 to `last`, so many a decade, with both ends; all of them for 0 a decade. */
export function* logSpaced(last: number, perDecade: number): Generator<number, void> {
  for (let value = 1, k = 0; value < last;) {
    yield value;
    const before = value;
    if (perDecade === 0) value++;
    else while (value === before) value = Math.round(10 ** (++k / perDecade));
  }
  yield last;
}

/** How many numbers `logSpaced` gives. */
export function logSpacedCount(last: number, perDecade: number): number {
  if (perDecade === 0) return last;
  let count = 0;
  for (const _ of logSpaced(last, perDecade)) count++;
  return count;
}
