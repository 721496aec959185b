/** A number with its 95 % interval; there is none where one seed alone says it. The upper end may be infinite. */
export interface Bounded {
  value: number;
  interval: [number, number] | null;
}

/** Does the interval leave a value out? */
export function excludes({ interval }: Bounded, value: number): boolean {
  return interval !== null && (interval[0] > value || interval[1] < value);
}
