import { UsageError } from '../../core/errors.js';

/** The refusal to divide an adaptive sweep. @param what was asked for */
export function undivided(what: string): UsageError {
  return new UsageError(
    `${what}: got a sweep with until: expected one without, because its rounds depend on the results of all combinations`,
  );
}
