/** A number, and its 95 % interval if the data can give one. */
export interface Estimate {
  value: number;
  interval?: [number, number];
}

/** A variance of the noise in units of the window squared, with the ends of its 95 % interval. */
export interface VarianceEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The standard deviation to a variance. */
export function deviationOf({ value, low, high }: VarianceEstimate): Estimate {
  return { value: Math.sqrt(value), interval: [Math.sqrt(low), Math.sqrt(high)] };
}
