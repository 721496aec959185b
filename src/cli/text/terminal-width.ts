/** Characters of a line where no terminal says how many it has. */
const COLUMNS = 80;
/** Below this, nothing is readable. */
const FEWEST = 40;

/** Characters of a line of the terminal. */
export function terminalWidth({ columns = COLUMNS }: { columns?: number } = process.stdout): number {
  return Math.max(FEWEST, columns);
}
