/** Doubles of a page of memory. Addresses that differ by pages look alike to a processor, which then waits. */
const PAGE = 512;
/** Doubles of a line of the cache. */
const LINE = 8;

/** Columns of numbers in one buffer, whose starts are spread over a page. */
export function staggered(length: number, columns: number): Float64Array[] {
  const pages = Math.ceil(length / PAGE) * PAGE;
  const step = pages + Math.floor(PAGE / LINE / columns) * LINE;
  const buffer = new ArrayBuffer(8 * step * columns);
  return Array.from({ length: columns }, (_, k) => new Float64Array(buffer, 8 * k * step, length));
}
