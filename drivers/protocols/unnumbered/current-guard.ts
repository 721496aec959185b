import { RunError } from '../../../src/core/errors.js';
import type { Place, PulseTrain, SessionReading } from '../../sessions/board-session.js';
import { FLAG } from '../../sessions/flag.js';

/** Flags with which a reading still limits the current: it is valid, or there is hardly any current. */
const HARMLESS = FLAG.belowNoise | FLAG.openSuspected;

/**
 * Replaces the compliance that some hardware does not have. It refuses a train if the device, as last read, would draw
 * too much current, or if it has no valid reading. It cannot see how the device changes during the train.
 */
export class CurrentGuard {
  private readonly siemens = new Map<string, number>();

  /** Notes the conductance of a reading; a reading at 0 V has none. */
  note(place: Place, { picoamps, microvolts, flags }: SessionReading): void {
    if ((flags & ~HARMLESS) !== 0) this.siemens.delete(key(place));
    else if (microvolts !== 0) this.siemens.set(key(place), (picoamps * 1e-6) / microvolts);
  }

  knows(place: Place): boolean {
    return this.siemens.has(key(place));
  }

  /** Allows one train, and forgets the reading before it, because the train changes the device. @throws RunError if it refuses */
  spend(train: PulseTrain, picoampsMax: number): void {
    this.refuse(train, picoampsMax);
    this.siemens.delete(key(train));
  }

  private refuse(train: PulseTrain, picoampsMax: number): void {
    const siemens = this.siemens.get(key(train));
    const limit = `expected at most ${picoampsMax * 1e-6} µA, because the board has no compliance of its own`;
    if (siemens === undefined)
      throw new RunError(`${words(train)}: no valid reading before a pulse: ${limit}`);
    if (Math.abs(train.microvolts * siemens * 1e6) <= picoampsMax) return;
    throw new RunError(
      `${words(train)}: got a pulse of ${train.microvolts / 1e6} V on ${(siemens * 1e6).toPrecision(3)} µS: ${limit}`,
    );
  }
}

function key({ row, column }: Place): string {
  return `${row},${column}`;
}

function words({ row, column }: Place): string {
  return `row ${row}, column ${column}`;
}
