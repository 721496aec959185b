import { UsageError } from '../../src/core/errors.js';
import type { Capabilities } from './capabilities.js';
import { limitBeyondBoard, type Limits } from './limits.js';

/** A limit in the order in which LIMITS sends it, and how it is told: in words, and in a unit of so many of the wire's. */
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
    range: ({ picoampsMax: most }) => `more than 0 and at most ${most / 1e6} µA`,
  },
  {
    name: 'nanosMax',
    words: 'the limit of the width of a pulse',
    unit: ' µs',
    size: 1e3,
    range: ({ nanosMin: least, nanosMax: most }) => `${least / 1e3} to ${most / 1e3} µs`,
  },
  {
    name: 'pulsesMax',
    words: 'the limit of the pulses of a train',
    unit: '',
    size: 1,
    range: ({ pulsesMax: most }) => `1 to ${most}`,
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

/** What whoever sets limits calls each of them. */
export type LimitNames = Readonly<Record<keyof Limits, string>>;

/** A limit that allows more than a board can do, or nothing at all. */
class BeyondBoard extends UsageError {
  constructor(
    readonly limit: keyof Limits,
    message: string,
  ) {
    super(message);
  }
}

/** @throws BeyondBoard for the first limit that is */
export function refuseLimits(limits: Limits, can: Capabilities): void {
  const beyond = limitBeyondBoard(limits, can);
  if (beyond === 0) return;
  const { name, words, unit, size, range } = LIMITS[beyond - 1];
  const board = can.serial === '' ? 'the board' : `board ${can.serial}`;
  throw new BeyondBoard(
    name,
    `${words}: got ${limits[name] / size}${unit}: expected ${range(can)}, which ${board} can do`,
  );
}

/** Has an error that is about a limit say what it is called by whoever set it. */
export function naming(names: LimitNames): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof BeyondBoard)) throw error;
    throw new UsageError(`${error.message} (${names[error.limit]})`, { cause: error });
  };
}
