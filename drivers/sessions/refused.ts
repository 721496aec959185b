import type { RefusalCode } from './errors.js';

/** What a board's verb throws to answer `ER`: why, and details for the host. */
export class Refused extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly details: readonly (string | number)[] = [],
  ) {
    super(code);
  }
}
