/** Time as a link sees it, so that a test can pass hours in a second. Milliseconds. */
export interface Clock {
  now(): number;
  /** Calls back once, later; the answer takes it back. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The time of the computer. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, callback) {
    if (milliseconds > 0) {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    }
    // A timer of nothing would take a whole millisecond.
    const soon = setImmediate(callback);
    return () => clearImmediate(soon);
  },
};
