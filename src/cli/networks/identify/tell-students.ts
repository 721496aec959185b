/** Milliseconds from one line to the next, where there is no terminal. */
const EVERY = 5000;

/** Tells which student is trained: in one line of a terminal, or every five seconds in a pipe or a log. */
export function tellStudents(out: NodeJS.WriteStream): { watch(width: number, student: number): void; end(): void } {
  let told = performance.now();
  let isShown = false;
  return {
    watch(width, student) {
      const line = `student ${student} of ${width} neurons`;
      const isDue = performance.now() - told > EVERY;
      if (out.isTTY) out.write(`\r${line.padEnd(40)}`);
      else if (isDue) out.write(`${line}\n`);
      if (isDue) told = performance.now();
      isShown = true;
    },
    end() {
      if (out.isTTY && isShown) out.write(`\r${' '.repeat(40)}\r`);
    },
  };
} // prettier-ignore
