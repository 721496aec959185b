import type { DeviceFit } from '../../devices/files/device-form.js';
import type { BoardSession } from '../../drivers/sessions/board-session.js';
import type { Clock } from '../../drivers/ports/clock.js';
import type { Given } from '../../drivers/sessions/given-pulses.js';
import type { Capabilities, SessionCapabilities } from '../../drivers/sessions/capabilities.js';
import type { JournalEntry } from '../../drivers/journal/read-journal.js';
import type { ProgramIo } from '../../drivers/journal/program-io.js';
import { refuseBeyondBoard } from '../../drivers/boards/refuse-beyond-board.js';
import { RunError } from '../core/errors.js';
import type { BoardSetup } from '../experiment/board/board-form.js';
import type { Condition } from '../experiment/condition.js';
import type { PhysicalWeight } from '../experiment/board/physical-placement.js';

/** An armed board. It counts as hardware only with a USB identity, a serial number and a calibration record. */
export interface OpenBoard {
  readonly session: BoardSession;
  readonly provenance: 'emulated' | 'hardware';
  /** the outcome of a train over which an earlier program was killed */
  readonly settled?: Given;
}

/** Whether a board’s results count as those of hardware: USB identity, serial number, and a record of its calibration. */
export function isProven(
  identified: boolean,
  { serial, calibrated }: SessionCapabilities,
  { calibration }: Pick<BoardSetup, 'calibration'>,
): boolean {
  return identified && serial !== '' && calibrated && calibration?.serial === serial;
}

/** The devices on the board as they were measured, and what a virtual board needs to simulate them. */
export interface BoardDevices {
  readonly fits: readonly DeviceFit[];
  readonly weights: readonly PhysicalWeight[];
  readonly condition: Condition;
  readonly seed: number;
}

/** How a run reaches its board. */
export interface BoardAccess {
  readonly io: ProgramIo;
  /** the clock of a virtual board */
  readonly boardClock: Clock;
  /** journal entries of earlier programs of the same run */
  readonly earlier: readonly JournalEntry[];
}

/**
 * Checks a board before it is armed.
 *
 * @throws UsageError if it cannot do what is wanted; RunError if the run began with another board
 */
export function checkOpened(
  can: Capabilities,
  { reference }: BoardSetup,
  { weights }: Pick<BoardDevices, 'weights'>,
  { earlier }: Pick<BoardAccess, 'earlier'>,
): void {
  refuseOther(can, earlier);
  const devices = weights.map(({ device }) => device);
  refuseBeyondBoard(can, devices, reference?.row);
}

function refuseOther({ serial }: Capabilities, earlier: readonly JournalEntry[]): void {
  const before = earlier.find(({ board }) => board !== undefined)?.['board'] as Capabilities | undefined;
  if (before === undefined || before.serial === serial) return;
  throw new RunError(
    `the board: got serial number ${serial}: expected ${before.serial}, with which this run began`,
  );
}
