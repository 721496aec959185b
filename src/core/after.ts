/**
 * Goes on with `next(argument)` once `pending` is done: at once if it was done already (a simulated board
 * answers in the call), later if it is a promise (a physical board). So one rule serves both, a simulation
 * never waits, and with a `next` that is made only once the loop allocates nothing.
 */
export function after<A, T>(
  pending: void | Promise<void>,
  next: (argument: A) => T | Promise<T>,
  argument: A,
): T | Promise<T> {
  return pending === undefined ? next(argument) : later(pending, next, argument);
}

async function later<A, T>(
  pending: Promise<void>,
  next: (argument: A) => T | Promise<T>,
  argument: A,
): Promise<T> {
  await pending;
  return next(argument);
}
