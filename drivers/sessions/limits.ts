import type { Capabilities } from './capabilities.js';

/** What an experiment allows a board to do; both ends of the link refuse what is beyond, and neither clips. */
export interface Limits {
  /** of a pulse */
  readonly microvoltsMin: number;
  readonly microvoltsMax: number;
  /** of a read, either sign */
  readonly readMicrovoltsMax: number;
  /** compliance */
  readonly picoampsMax: number;
  /** of a pulse */
  readonly nanosMax: number;
  /** of a train */
  readonly pulsesMax: number;
  /** of a train, were its current at the compliance: |V| · I · t · n */
  readonly picojoulesMax: number;
}

/** The pulses of a train, as far as limits go. */
export interface PulseShape {
  readonly microvolts: number;
  readonly widthNanos: number;
  readonly count: number;
}

/** Limits in the order in which LIMITS sends them. */
export function limitsAsSent(limits: Limits): number[] {
  const { microvoltsMin, microvoltsMax, readMicrovoltsMax, picoampsMax, nanosMax, pulsesMax, picojoulesMax } =
    limits;
  return [microvoltsMin, microvoltsMax, readMicrovoltsMax, picoampsMax, nanosMax, pulsesMax, picojoulesMax];
}

/** Limits from the seven numbers of a LIMITS frame. */
export function limitsFrom(sent: readonly number[]): Limits {
  const [microvoltsMin, microvoltsMax, readMicrovoltsMax, picoampsMax, nanosMax, pulsesMax, picojoulesMax] =
    sent as [number, number, number, number, number, number, number];
  return { microvoltsMin, microvoltsMax, readMicrovoltsMax, picoampsMax, nanosMax, pulsesMax, picojoulesMax };
}

/** The first of the limits, counted from 1 as sent, that allows more than the board can do, or nothing at all; 0 if none. */
export function limitBeyondBoard(limits: Limits, can: Capabilities): number {
  const read = limits.readMicrovoltsMax;
  const within = [
    limits.microvoltsMin >= can.microvoltsMin && limits.microvoltsMin <= 0,
    limits.microvoltsMax <= can.microvoltsMax && limits.microvoltsMax >= 0,
    read > 0 && read <= can.microvoltsMax && -read >= can.microvoltsMin,
    limits.picoampsMax > 0 && limits.picoampsMax <= can.picoampsMax,
    limits.nanosMax >= can.nanosMin && limits.nanosMax <= can.nanosMax,
    limits.pulsesMax > 0 && limits.pulsesMax <= can.pulsesMax,
    limits.picojoulesMax > 0,
  ];
  return within.indexOf(false) + 1;
}

/** The energy of a train, were its current at the compliance all the time, picojoules. */
export function picojoules({ microvolts, widthNanos, count }: PulseShape, picoamps: number): number {
  return Math.abs(microvolts) * 1e-6 * picoamps * 1e-9 * widthNanos * count;
}

/** Which limit of a train is passed, in words, or none. */
export function trainBeyond(limits: Limits, train: PulseShape): string | undefined {
  const { microvolts, widthNanos, count } = train;
  const { microvoltsMin: low, microvoltsMax: high, picojoulesMax } = limits;
  if (!(microvolts >= low && microvolts <= high))
    return `a pulse of ${low} to ${high} µV, got ${microvolts} µV`;
  if (!(widthNanos <= limits.nanosMax))
    return `a width of at most ${limits.nanosMax} ns, got ${widthNanos} ns`;
  if (!(count <= limits.pulsesMax)) return `at most ${limits.pulsesMax} pulses a train, got ${count}`;
  const energy = picojoules(train, limits.picoampsMax);
  return energy <= picojoulesMax ? undefined : `at most ${picojoulesMax} pJ a train, got up to ${energy} pJ`;
}
