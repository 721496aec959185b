/** A mean over seeds with its standard error, null if unknown. */
export interface Measured {
  value: number;
  error: number | null;
}

/** A number from the article, or from a run of its program. */
export interface Published {
  value: number;
  /** number of published decimal places */
  digits: number;
  /** standard error; default: ours, scaled to the same number of seeds */
  error?: number;
  seeds?: number;
  /** the value is a limit for ours, not a mean */
  limit?: 'at most' | 'at least';
}

/** A published number and ours. */
export interface Claim {
  what: string;
  published: Published;
  ours: Measured;
  /** number of seeds of ours */
  seeds: number;
}

/** Whether a claim holds, and the difference. */
export interface Verdict {
  agrees: boolean;
  difference: number;
  /** the difference in combined standard errors; null for limits and without an error */
  standardErrors: number | null;
}

/** Numbers agree within this many combined standard errors; among fifty equal numbers, one differs by chance in 1 of 300 tables. */
export const TOLERANCE = 4;

/** The verdict on a claim: means are compared by their combined standard error with rounding, limits directly. */
export function judge({ published, ours, seeds }: Claim): Verdict {
  const difference = ours.value - published.value;
  if (published.limit) {
    const agrees = published.limit === 'at most' ? difference <= 0 : difference >= 0;
    return { agrees, difference, standardErrors: null };
  }
  if (ours.error === null) return { agrees: false, difference, standardErrors: null };
  const rounding = 10 ** -published.digits / Math.sqrt(12);
  const theirs = published.error ?? ours.error * Math.sqrt(seeds / (published.seeds ?? seeds));
  const standardErrors = difference / Math.hypot(ours.error, theirs, rounding);
  return { agrees: Math.abs(standardErrors) <= TOLERANCE, difference, standardErrors };
}
