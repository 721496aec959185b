import { complaint, shown, type Issue } from '../../src/core/complaint.js';
import { UsageError } from '../../src/core/errors.js';
import {
  HEADER_LINES,
  HEADER_TITLE,
  toldForm,
  valueAt,
  type HeaderLine,
  type Told,
} from './characterisation-header.js';

/** A header under way: its values so far, and where each came from. */
interface Parsed {
  readonly values: Record<string, unknown>;
  /** numbers of lines, from 1 */
  readonly places: Map<HeaderLine, number>;
}

/** How many comment lines a file begins with; a spreadsheet may have put them in quotes. */
export function headerLength(lines: readonly string[]): number {
  const end = lines.findIndex((line) => !/^"?#/.test(line));
  return end < 0 ? lines.length : end;
}

/** What comment lines above a characterisation tell. @throws UsageError that names `where` and the line */
export function parseHeader(lines: readonly string[], where: string): Told {
  const [title, ...rest] = lines.map(withoutCells);
  if (title !== HEADER_TITLE) refuse(`${where}:1`, title, `"${HEADER_TITLE}", or no comment lines`);
  const parsed: Parsed = { values: {}, places: new Map() };
  for (const [index, text] of rest.entries()) take(parsed, text, index + 2, where);
  const missing = HEADER_LINES.find((line) => !line.optional && !parsed.places.has(line));
  if (missing)
    throw new UsageError(`${where}:1: expected a line "# ${missing.key}: …" in the header, got none`);
  const { success, data, error } = toldForm.safeParse(parsed.values);
  if (success) return data;
  throw new UsageError(`${where}:${fault(parsed, error.issues[0])}`);
}

function take({ values, places }: Parsed, text: string, at: number, where: string): void {
  const [, key, value] = /^# *(\w+) *: *(.*?) *$/.exec(text) ?? [];
  const line = HEADER_LINES.find((each) => each.key === key);
  if (!line) return refuse(`${where}:${at}`, text, `"# key: value" with one of the keys ${KEYS}`);
  if (places.has(line))
    refuse(`${where}:${at}`, text, `${key} once, but line ${places.get(line)} has it already`);
  places.set(line, at);
  put(values, line.path, line.read ? line.read(value) : value);
}

const KEYS = HEADER_LINES.map(({ key }) => key).join(', ');

function put(values: Record<string, unknown>, [name, ...inner]: readonly string[], value: unknown): void {
  if (inner.length === 0) values[name] = value;
  else put((values[name] ??= {}) as Record<string, unknown>, inner, value);
}

/** The line of what is wrong, and a sentence that calls it by its key. */
function fault({ values, places }: Parsed, issue: Issue): string {
  const line = HEADER_LINES.find(({ path }) => path.join() === issue.path.join())!;
  const value = valueAt(values, line.path);
  return `${places.get(line) ?? 1}: ${complaint([{ ...issue, path: [line.key] }], { [line.key]: value })}`;
}

/** A line of a spreadsheet is filled up with empty cells, and in quotes where it has a comma. */
function withoutCells(line: string): string {
  return line.replace(/,+$/, '').replace(/^"(.*)"$/, (_, text: string) => text.replaceAll('""', '"'));
}

function refuse(at: string, got: string, expected: string): never {
  throw new UsageError(`${at}: got ${shown(got)}: expected ${expected}`);
}
