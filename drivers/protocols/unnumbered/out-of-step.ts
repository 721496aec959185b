import { RunError } from '../../../src/core/errors.js';

/** What came, or did not come, cannot be the answer to what was asked, so nothing that follows could be trusted either. */
export class OutOfStep extends RunError {
  override name = 'OutOfStep';
}
