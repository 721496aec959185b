import { RunError } from '../../src/core/errors.js';
import { refusalSentence } from './refusal-sentence.js';

/** The connection ended, so nothing more arrives over it. What a train in flight did is told by `reopen`. */
export class LinkLost extends RunError {
  override name = 'LinkLost';
}

/** The board is connected but does not answer, and so gets no more pulses over this link. */
export class BoardStuck extends RunError {
  override name = 'BoardStuck';
}

/** Why a board refuses, in its own words. */
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

/** The board answered that it will not do it. */
export class BoardRefused extends RunError {
  override name = 'BoardRefused';

  constructor(
    readonly verb: string,
    /** a `RefusalCode`, or what a newer board says */
    readonly code: RefusalCode | (string & {}),
    readonly details: readonly string[],
    args?: readonly string[],
  ) {
    super(refusalSentence(verb, code, details, args));
  }
}

/** The board was reset: what it held, limits and session, is gone. No train was in flight. */
export class BoardReset extends RunError {
  override name = 'BoardReset';
}

/** A train was stopped before it was sent: none of its pulses were given. */
export class TrainWithdrawn extends RunError {
  override name = 'TrainWithdrawn';

  constructor() {
    super('a train was stopped before it was sent: none of its pulses were given');
  }
}

/** A train was in flight when the board was reset or fell out of step: from none to all of its pulses were delivered. Read the device again. */
export class UncertainPulse extends RunError {
  override name = 'UncertainPulse';

  constructor(
    readonly row: number,
    readonly column: number,
    /** pulses that were asked for */
    readonly count: number,
    /** what happened during it */
    because = 'the board was reset',
  ) {
    super(
      `a train on row ${row}, column ${column} had no sure end (${because}): between 0 and ${count} pulses were delivered`,
    );
  }
}
