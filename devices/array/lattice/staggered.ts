/** Doubles of a page of memory. Addresses that differ by pages look alike to a processor, which then waits. */
const PAGE = 512;
/** Doubles of a line of the cache. */
const LINE = 8;

/** Where columns of numbers start in a buffer, in doubles, spread over a page. The last is the end of all. */
export function staggeredStarts(lengths: readonly number[]): number[] {
  const step = Math.floor(PAGE / LINE / lengths.length) * LINE;
  const starts = [0];
  for (const [k, length] of lengths.entries()) {
    const end = starts[k] + length;
    starts.push(Math.ceil(end / PAGE) * PAGE + (k + 1) * step);
  }
  return starts;
}

/** Columns of numbers in one buffer, whose starts are spread over a page. */
export function staggered(lengths: readonly number[]): Float64Array[] {
  const starts = staggeredStarts(lengths);
  const buffer = new ArrayBuffer(8 * starts[lengths.length]);
  return lengths.map((length, k) => new Float64Array(buffer, 8 * starts[k], length));
}
