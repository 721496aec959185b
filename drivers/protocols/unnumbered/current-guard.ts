import { RunError } from '../../../src/core/errors.js';
import type { Place, PulseTrain, SessionReading } from '../../sessions/board-session.js';
import { FLAG } from '../../sessions/flag.js';

/** Remarks with which a current is still one, or none to speak of. */
const HARMLESS = FLAG.belowNoise | FLAG.openSuspected;

/**
 * What takes the place of a compliance where hardware has none: a train is refused if the device, as it was last read,
 * would draw more than is allowed, or could not be read. It cannot see what the device becomes during the train.
 */
export class CurrentGuard {
  private readonly siemens = new Map<string, number>();

  /** What a reading tells; at no voltage it tells nothing. */
  note(place: Place, { picoamps, microvolts, flags }: SessionReading): void {
    if ((flags & ~HARMLESS) !== 0) this.siemens.delete(key(place));
    else if (microvolts !== 0) this.siemens.set(key(place), (picoamps * 1e-6) / microvolts);
  }

  knows(place: Place): boolean {
    return this.siemens.has(key(place));
  }

  /** Lets one train pass, and forgets what was read before it: a device that was pulsed is another one. @throws RunError where it is refused */
  spend(train: PulseTrain, picoampsMax: number): void {
    this.refuse(train, picoampsMax);
    this.siemens.delete(key(train));
  }

  private refuse(train: PulseTrain, picoampsMax: number): void {
    const siemens = this.siemens.get(key(train));
    const most = `expected at most ${picoampsMax * 1e-6} µA, and the board has no compliance of its own`;
    if (siemens === undefined)
      throw new RunError(`${words(train)}: got no sound reading before a pulse: ${most}`);
    if (Math.abs(train.microvolts * siemens * 1e6) <= picoampsMax) return;
    throw new RunError(
      `${words(train)}: got a pulse of ${train.microvolts / 1e6} V on ${(siemens * 1e6).toPrecision(3)} µS: ${most}`,
    );
  }
}

function key({ row, column }: Place): string {
  return `${row},${column}`;
}

function words({ row, column }: Place): string {
  return `row ${row}, column ${column}`;
}
