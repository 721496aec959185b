/** The time that a link sees, in milliseconds; a test can replace it and let hours pass in a second. */
export interface Clock {
  now(): number;
  /** Calls back once, later. The returned function cancels that. */
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
    // setTimeout would take at least one millisecond.
    const soon = setImmediate(callback);
    return () => clearImmediate(soon);
  },
};
