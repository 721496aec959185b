import { RunError } from '../../src/core/errors.js';

/** The connection ended and nothing more arrives over it. `reopen` tells the outcome of a train in flight. */
export class LinkLost extends RunError {
  override name = 'LinkLost';
}

/** The board is connected but does not answer; it gets no more pulses over this link. */
export class BoardStuck extends RunError {
  override name = 'BoardStuck';
}

/** An answer that cannot belong to the request. Nothing that follows it can be trusted either. */
export class OutOfStep extends RunError {
  override name = 'OutOfStep';
}

/** Why a board refuses, as a word of the wire. */
export type RefusalCode =
  | 'VERB'
  | 'ARG'
  | 'RANGE'
  | 'LIMIT'
  | 'NOLIMITS'
  | 'UNARMED'
  | 'SEQ'
  | 'BOOT'
  | 'BUSY'
  | 'COMPL'
  | 'ADC'
  | 'HW'
  | 'SAFE';

/** The board refused a request. */
export class BoardRefused extends RunError {
  override name = 'BoardRefused';

  constructor(
    readonly verb: string,
    /** a `RefusalCode`, or the word of a newer board */
    readonly code: RefusalCode | (string & {}),
    readonly details: readonly string[],
    args?: readonly string[],
  ) {
    super(refusalSentence(verb, code, details, args));
  }
}

/** The board was reset: its limits and its session are lost. No train was in flight. */
export class BoardReset extends RunError {
  override name = 'BoardReset';

  /** @param before the boot id of the session @param now the boot id of the answer; both hexadecimal */
  constructor(before: string, now: string) {
    super(`the board was reset: its boot id was ${before} and is ${now}`);
  }
}

/**
 * The board made itself safe, because it heard nothing from this host for its heartbeat: the computer was asleep, or the
 * program stood still. It keeps its session but not its arming; `reopen` arms it again.
 */
export class BoardLapsed extends RunError {
  override name = 'BoardLapsed';

  /** @param done pulses of the train that was sent, if the board told them */
  constructor(readonly done?: number) {
    super(
      'the board made itself safe, because this computer was silent for longer than its heartbeat: was the computer asleep, or the program stopped?',
    );
  }
}

/** The board counts the requests of another program, which greeted it meanwhile. It does nothing for this one until it is greeted again. */
export class BoardTaken extends BoardRefused {
  override name = 'BoardTaken';

  constructor(verb: string, details: readonly string[]) {
    super(verb, 'SEQ', details);
    this.message += ': another program greeted the board meanwhile: close that program, and try again';
  }
}

/** A train was stopped before it was sent: none of its pulses were delivered. */
export class TrainWithdrawn extends RunError {
  override name = 'TrainWithdrawn';

  constructor() {
    super('a train was stopped before it was sent: none of its pulses were delivered');
  }
}

/** A train has no confirmed outcome: between none and all of its pulses were delivered. Read the device again. */
export class UncertainPulse extends RunError {
  override name = 'UncertainPulse';

  constructor(
    readonly row: number,
    readonly column: number,
    /** pulses that were requested */
    readonly count: number,
    because = 'the board was reset',
  ) {
    super(
      `row ${row}, column ${column}: the outcome of a train is not known (${because}): between 0 and ${count} pulses were delivered`,
    );
  }
}

/** A board did not acknowledge that all its voltages are off, and has no watchdog that switches them off. */
export class NotSafe extends RunError {
  override name = 'NotSafe';

  constructor(cause: Error) {
    super(
      `${cause.message}; the board did not acknowledge that its voltages are off: switch it off by hand`,
      { cause },
    );
  }
}

const TARGET = ['row', 'column', 'voltage in µV'];

/** Names of the arguments of requests, in the order in which they are sent. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  READ: [...TARGET, 'settling time in ns', 'number of averages'],
  READALL: ['voltage in µV', 'settling time in ns', 'number of averages'],
  TRAIN: [...TARGET, 'width in ns', 'period in ns', 'number of pulses', 'number of pulses per read'],
  ARM: ['heartbeat in ms'],
};

/** A refusal in words: which argument it was, what was sent, and what was expected. */
function refusalSentence(
  verb: string,
  code: string,
  details: readonly string[],
  args: readonly string[] = [],
): string {
  const refused = `the board refused ${verb}: ${[code, ...details].join(' ')}`;
  const at = Number(details[0]) - 1;
  const name = ARGUMENTS[verb]?.[at];
  if (name === undefined || args[at] === undefined) return refused;
  if (code === 'LIMIT')
    return `${refused}: the ${name}: got ${args[at]}: expected a value within the limits that were set`;
  if (code !== 'RANGE') return refused;
  return `${refused}: the ${name}: got ${args[at]}: expected ${boundOf(verb, name)}`;
}

function boundOf(verb: string, name: string): string {
  // A board does not report these two bounds, so we name those of the virtual board.
  if (name === 'number of averages') return 'no more than the board can take (a virtual board: 4096)';
  if (verb === 'TRAIN' && name === 'voltage in µV')
    return 'a pulse that the board can make (a virtual board: only the pulses with which its devices were measured)';
  return 'a value that the board supports';
}
