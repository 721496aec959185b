import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Writes a table between two marks of a page, in the page's format. */
export function writeTable(page, marks, table) {
  return writeParts(page, [{ marks, text: table }]);
}

/** Writes parts of a page, each between two marks, in the page's format. */
export async function writeParts(page, parts) {
  const path = fileURLToPath(page);
  const whole = parts.reduce(
    (present, { marks: [begin, end], text }) => {
      if (![begin, end].every((mark) => present.split(mark).length === 2))
        throw new Error(`${path}: expected ${begin.trim()} and ${end} in it, once each`);
      const [above, below] = [present.split(begin)[0], present.split(end)[1]];
      return `${above}${begin}\n${text}\n${end}${below}`;
    },
    readFileSync(path, 'utf8'),
  );
  const { format, resolveConfig } = await import('prettier');
  writeFileSync(path, await format(whole, { ...(await resolveConfig(path)), filepath: path }));
}

/** A whole number above 0 of the command line. */
export function wholeNumber(option, text) {
  const value = Number(text);
  return Number.isInteger(value) && value > 0
    ? value
    : refuse(`--${option}: got ${text}: expected a whole number above 0`);
}

/** Ends the program: its request was wrong. */
export function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}
