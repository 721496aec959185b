import { RunError } from '../../../src/core/errors.js';

/** A board was told to take all voltages away and did not acknowledge it; nobody else does it. */
export class NotSafe extends RunError {
  override name = 'NotSafe';

  constructor(cause: Error) {
    super(
      `${cause.message}; nor did the board acknowledge that it is safe: expected it to be switched off by hand`,
      { cause },
    );
  }
}
