import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Writes a table between two marks of a page, in the page's format. */
export async function writeTable(page, [begin, end], table) {
  const path = fileURLToPath(page);
  const present = readFileSync(path, 'utf8');
  const [above, below] = [present.split(begin)[0], present.split(end)[1]];
  const text = `${above}${begin}\n${table}\n${end}${below}`;
  const { format, resolveConfig } = await import('prettier');
  writeFileSync(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
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
