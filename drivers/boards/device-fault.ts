import { RunError } from '../../src/core/errors.js';

/** A physical device that gives no number: it is told of, and never learned from. */
export class DeviceFault extends RunError {
  override name = 'DeviceFault';
}
