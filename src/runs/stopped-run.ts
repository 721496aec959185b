import { RunError } from '../core/errors.js';

/** A run ended before its time: what of it is safe, and the command that goes on with it. */
export class StoppedRun extends RunError {
  constructor(
    readonly safe: string,
    command: string,
  ) {
    super(`${safe}; continue with: ${command}`);
  }
}
