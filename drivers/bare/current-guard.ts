import { RunError } from '../../src/core/errors.js';
import type { Place, PulseTrain } from '../board-session.js';

/**
 * What takes the place of a compliance where hardware has none: a train is refused if the device, as it was last read,
 * would draw more than is allowed. It cannot see what the device becomes during the train.
 */
export class CurrentGuard {
  private readonly siemens = new Map<string, number>();

  note({ row, column }: Place, siemens: number): void {
    this.siemens.set(`${row},${column}`, siemens);
  }

  knows({ row, column }: Place): boolean {
    return this.siemens.has(`${row},${column}`);
  }

  refuse({ row, column, microvolts }: PulseTrain, picoampsMax: number): void {
    const siemens = this.siemens.get(`${row},${column}`) ?? NaN;
    const picoamps = Math.abs(microvolts * siemens * 1e6);
    if (picoamps <= picoampsMax) return;
    throw new RunError(
      `row ${row}, column ${column}: got a pulse of ${microvolts * 1e-6} V on ${(siemens * 1e6).toPrecision(3)} µS: expected at most ${picoampsMax * 1e-6} µA, and the board has no compliance of its own`,
    );
  }
}
