/** Limits of the conductance of a memristor, siemens: no probe station reads less than 1 TΩ, and no memristor has less than 1 Ω. */
const LOWEST = 1e-12;
const LIMIT = 1;
/** Limits of a window: the ratio G1/G0 of the largest threshold switches, and what the best meters resolve, as a share of G1. */
const MAXIMUM_RATIO = 1e10;
const MINIMUM_SHARE = 1e-6;

/** Whether a number is a possible conductance of a memristor, in siemens. */
export function isConductance(siemens: number): boolean {
  return siemens >= LOWEST && siemens < LIMIT;
}

/** What `isConductance` accepts, in words. */
export const CONDUCTANCES = `a conductance of at least ${LOWEST} S and below ${LIMIT} S`;

/** Why G0 and G1 cannot be the window of a memristor, as words after "must"; undefined if they can. */
export function windowFault(lowestSiemens: number, highestSiemens: number): string | undefined {
  if (!(highestSiemens > lowestSiemens)) return 'be above lowestSiemens';
  if (highestSiemens / lowestSiemens > MAXIMUM_RATIO)
    return `be at most ${MAXIMUM_RATIO} times lowestSiemens: no memristor switches further`;
  if (highestSiemens - lowestSiemens < MINIMUM_SHARE * highestSiemens)
    return `differ from lowestSiemens by at least ${MINIMUM_SHARE} of itself: no reading resolves less`;
  return undefined;
}
