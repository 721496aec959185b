/** The request itself was wrong: a name, a setting or a file that memloop was given. Exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The request was right, but the work could not be done: a full disk, a missing right, a broken run. Exit code 1. */
export class RunError extends Error {
  override name = 'RunError';
}
