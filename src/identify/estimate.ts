import { studentQuantile } from '../core/student-quantile.js';

/** A number that was estimated from probes, with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  /** its standard error: the Cramér–Rao bound at the estimated noise */
  readonly error: number;
  readonly low: number;
  readonly high: number;
}

/** Beyond so many degrees of freedom Student's t is the normal distribution to four digits. */
const MANY = 2000;

/** Makes estimates whose noise was estimated with some degrees of freedom (Student's t). */
export function estimator(freedom: number): (value: number, error: number) => Estimate {
  const reach = studentQuantile(Math.min(freedom, MANY));
  return (value, error) => ({ value, error, low: value - reach * error, high: value + reach * error });
}
