/** What ends a program from outside with all of it put away: Ctrl-C, a wish to end, a terminal that is closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Exit code of a program that was interrupted. */
const INTERRUPTED = 130;

/** Has a program end by itself when it is interrupted, with the exit code that says so. Gives what takes that away again. */
export function onInterrupt(act: (signal: NodeJS.Signals) => void): () => void {
  const interrupt = (signal: NodeJS.Signals) => {
    process.exitCode = INTERRUPTED;
    act(signal);
  };
  for (const signal of SIGNALS) process.once(signal, interrupt);
  return () => {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  };
}
