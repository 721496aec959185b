import type { DeviceFit } from '../../devices/device-file.js';
import type { BoardSession } from '../../drivers/board-session.js';
import type { Clock } from '../../drivers/clock.js';
import type { Capabilities } from '../../drivers/mbp/capabilities.js';
import type { JournalEntry } from '../../drivers/read-journal.js';
import type { Course } from '../../drivers/recording/course.js';
import { refuseBeyondBoard } from '../../drivers/refuse-beyond-board.js';
import type { BoardSetup } from './board-form.js';
import type { Condition } from './condition.js';
import type { PhysicalWeight } from './physical-placement.js';

/** An armed board, and what it proves to be: silicon is only what has a USB identity, a serial number and a calibration. */
export interface OpenBoard {
  readonly session: BoardSession;
  readonly provenance: 'emulated' | 'hardware';
}

/** Who is on the board: devices as they were measured, and what a virtual board makes of them. */
export interface BoardDevices {
  readonly fits: readonly DeviceFit[];
  readonly weights: readonly PhysicalWeight[];
  readonly condition: Condition;
  readonly seed: number;
}

/** Through what a board is reached. */
export interface BoardAccess {
  readonly course: Course;
  /** in which a virtual board lives */
  readonly outside: Clock;
  /** what earlier programs of the same run wrote down */
  readonly earlier: readonly JournalEntry[];
}

/** Refuses what the board cannot do, while it is not armed yet. */
export function refuseWeights(
  can: Capabilities,
  { reference }: BoardSetup,
  weights: readonly PhysicalWeight[],
): void {
  refuseBeyondBoard(
    can,
    weights.map(({ device }) => device),
    reference?.row,
  );
}
