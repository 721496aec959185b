/** Milliseconds from one line to the next, where there is no terminal. */
const EVERY = 5000;
/** Columns of the line that is written over. */
const WIDTH = 40;

/** Tells how far a work is: in one line of a terminal, or every five seconds in a pipe or a log. */
export function tellSteps(out: NodeJS.WriteStream): { tell(line: string): void; end(): void } {
  let told = performance.now();
  let isShown = false;
  return {
    tell(line) {
      const isDue = performance.now() - told > EVERY;
      if (out.isTTY) out.write(`\r${line.padEnd(WIDTH)}`);
      else if (isDue) out.write(`${line}\n`);
      if (isDue) told = performance.now();
      isShown = true;
    },
    end() {
      if (out.isTTY && isShown) out.write(`\r${' '.repeat(WIDTH)}\r`);
    },
  };
}
