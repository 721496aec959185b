/** Signals that stop a program in an orderly way: Ctrl-C, a request to end, a closed terminal. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Exit code of a program that was interrupted. */
const INTERRUPTED = 130;

/** Calls `act` when the program is interrupted, and sets the exit code. Returns a function that stops listening. */
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
