/** The direction of a pulse: SET raises the conductance, RESET lowers it. */
export type Polarity = 'set' | 'reset';

/** Mean model of one polarity: f(p) = [1 − (a p + e^(−b p))] / [1 − (a N + e^(−b N))]. */
export interface MeanCurve {
  a: number;
  b: number;
}

/** Cycle model of one cycle and polarity: SET w = α + β p − γ e^(−ζ p), RESET w = α + β p + γ e^(+ζ p). */
export interface CycleCurve {
  alpha: number;
  beta: number;
  gamma: number;
  zeta: number;
  /** standard deviation of the cycle's residuals, in units of the window */
  sigma: number;
}

/**
 * How a weight rises with identical pulses: x(p) = α + β p − γ e^(−ζ p).
 * Both published models are of this form, for both polarities, because RESET is SET seen from the top:
 * its x is 1 − w and its p the number of RESET pulses since the upper end.
 */
export interface ResponseCurve {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly zeta: number;
}

/** Greatest ζN of a cycle's curve: a RESET curve is kept as γ e^(ζ p), and e^(ζN) must be a number. */
export const MOST_DECAY = 700;

/** The mean model, f(p; a, b) = [1 − (a p + e^(−b p))] / [1 − (a N + e^(−b N))], as a response curve. */
export function meanResponse({ a, b }: MeanCurve, pulses: number): ResponseCurve {
  const span = 1 - (a * pulses + Math.exp(-b * pulses));
  return { alpha: 1 / span, beta: -a / span, gamma: 1 / span, zeta: b };
}

/** The cycle model as a response curve; RESET w = α + β p + γ e^(ζ p) turned round: x = 1 − w over q = N − p. */
export function cycleResponse(curve: CycleCurve, polarity: Polarity, pulses: number): ResponseCurve {
  const { alpha, beta, gamma, zeta } = curve;
  if (polarity === 'set') return { alpha, beta, gamma, zeta };
  return { alpha: 1 - alpha - beta * pulses, beta, gamma: gamma * Math.exp(zeta * pulses), zeta };
}

/** How far a curve may rise above its end, in units of its rise: a device that saturates can be fitted so, and is at the end of its window then. */
const OVERSHOOT = 0.1;

/** Whether x has a value and rises, ever more slowly, from 0 to its end at N: what a bank needs to walk along a curve and to find its place there. */
export function risesToEnd(curve: ResponseCurve, pulses: number): boolean {
  const { beta, gamma, zeta } = curve;
  const [start, end] = [riseAt(curve, 0), riseAt(curve, pulses)];
  // A curve that is flat at N lost its exponential to rounding, or never had one, and its inverse with it.
  const slope = beta + gamma * zeta * Math.exp(-zeta * pulses);
  const peak = slope < 0 ? riseAt(curve, Math.log((-gamma * zeta) / beta) / zeta) : end;
  return gamma >= 0 && slope !== 0 && Number.isFinite(end - start) && peak - end <= OVERSHOOT * (end - start);
}

/** x after p pulses from the curve's lower end. */
export function riseAt({ alpha, beta, gamma, zeta }: ResponseCurve, p: number): number {
  return alpha + beta * p - gamma * Math.exp(-zeta * p);
}
