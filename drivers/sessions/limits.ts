import { UsageError } from '../../src/core/errors.js';
import type { PulseTrain } from './board-session.js';
import type { Capabilities } from './capabilities.js';

/** What an experiment allows a board to do. Both ends of the link refuse what is beyond; neither clips. */
export interface Limits {
  /** range of a pulse */
  readonly microvoltsMin: number;
  readonly microvoltsMax: number;
  /** of a read, positive or negative */
  readonly readMicrovoltsMax: number;
  /** compliance */
  readonly picoampsMax: number;
  /** width of a pulse */
  readonly nanosMax: number;
  /** pulses of one train */
  readonly pulsesMax: number;
  /** energy of one train if its current were at the compliance: |V| · I · t · n */
  readonly picojoulesMax: number;
}

/** The parts of a train that limits apply to. */
type LimitedTrain = Pick<PulseTrain, 'microvolts' | 'widthNanos' | 'count'>;

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

/** Number (from 1, as sent) of the first limit that allows nothing, or more than the board can do; 0 if there is none. */
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

/** The energy of a train if its current were at the compliance all the time, picojoules. */
export function picojoules({ microvolts, widthNanos, count }: LimitedTrain, picoamps: number): number {
  return Math.abs(microvolts) * 1e-6 * picoamps * 1e-9 * widthNanos * count;
}

/** The limit that a train exceeds, in words; undefined if it exceeds none. */
export function trainBeyond(limits: Limits, train: LimitedTrain): string | undefined {
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

/** What the person who sets the limits calls each of them: a setting or an option. */
export type LimitNames = Readonly<Record<keyof Limits, string>>;

/** A limit that allows nothing, or more than the board can do. */
class LimitBeyondBoard extends UsageError {
  constructor(
    readonly limit: keyof Limits,
    message: string,
  ) {
    super(message);
  }
}

/** Refuses limits that a board cannot keep. @throws UsageError for the first of them */
export function refuseLimits(limits: Limits, can: Capabilities): void {
  const beyond = limitBeyondBoard(limits, can);
  if (beyond === 0) return;
  const { name, words, unit, size, range } = LIMITS[beyond - 1];
  const board = can.serial === '' ? 'the board' : `board ${can.serial}`;
  throw new LimitBeyondBoard(
    name,
    `${words}: got ${limits[name] / size}${unit}: expected ${range(can)}, which ${board} can do`,
  );
}

/** Handler of a rejection that adds the name of the setting to an error about a limit, and throws the error again. */
export function addLimitName(names: LimitNames): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof LimitBeyondBoard)) throw error;
    throw new UsageError(`${error.message} (${names[error.limit]})`, { cause: error });
  };
}

/** Each limit in the order in which LIMITS sends it: its words, and its unit as a multiple of the unit on the wire. */
const LIMITS: readonly {
  readonly name: keyof Limits;
  readonly words: string;
  readonly unit: string;
  readonly size: number;
  range(can: Capabilities): string;
}[] = [
  volts('microvoltsMin', 'the limit of negative pulses', ({ microvoltsMin: low }) => `${low / 1e6} to 0 V`),
  volts('microvoltsMax', 'the limit of positive pulses', ({ microvoltsMax: high }) => `0 to ${high / 1e6} V`),
  volts(
    'readMicrovoltsMax',
    'the limit of reads',
    ({ microvoltsMin: low, microvoltsMax: high }) =>
      `more than 0 and at most ${Math.min(-low, high) / 1e6} V`,
  ),
  {
    name: 'picoampsMax',
    words: 'the compliance',
    unit: ' µA',
    size: 1e6,
    range: ({ picoampsMax }) => `more than 0 and at most ${picoampsMax / 1e6} µA`,
  },
  {
    name: 'nanosMax',
    words: 'the limit of the pulse width',
    unit: ' µs',
    size: 1e3,
    range: ({ nanosMin, nanosMax }) => `${nanosMin / 1e3} to ${nanosMax / 1e3} µs`,
  },
  {
    name: 'pulsesMax',
    words: 'the limit of pulses in a train',
    unit: '',
    size: 1,
    range: ({ pulsesMax }) => `1 to ${pulsesMax}`,
  },
  {
    name: 'picojoulesMax',
    words: 'the limit of the energy of a train',
    unit: ' µJ',
    size: 1e6,
    range: () => 'more than 0 µJ',
  },
];

function volts(name: keyof Limits, words: string, range: (can: Capabilities) => string) {
  return { name, words, unit: ' V', size: 1e6, range };
}
