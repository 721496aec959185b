/** A mean over seeds with its standard error, where it has one. */
export interface Measured {
  value: number;
  error: number | null;
}

/** A number that the article, or a run of its program, gives. */
export interface Published {
  value: number;
  /** digits behind the point that are given: the rest was rounded away */
  digits: number;
  /** standard error; unless given, that of ours scaled to as many seeds */
  error?: number;
  seeds?: number;
  /** the value is not a mean but a limit that ours must keep */
  limit?: 'at most' | 'at least';
}

/** A published number beside ours. */
export interface Claim {
  what: string;
  published: Published;
  ours: Measured;
  /** seeds behind ours */
  seeds: number;
}

/** Whether a claim holds, and by how much it does not. */
export interface Verdict {
  agrees: boolean;
  difference: number;
  /** the difference in combined standard errors; null for limits, and where there is no error */
  standardErrors: number | null;
}

/** Combined standard errors within which numbers agree: among fifty that are the same, chance takes one beyond in 1 of 300 tables. */
export const TOLERANCE = 4;

/** Compares means by their combined standard error, rounding included, and limits as they stand. */
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
