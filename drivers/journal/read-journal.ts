import { UsageError } from '../../src/core/errors.js';
import { readText } from '../../src/core/read-text.js';

/** One line of a journal: a time, and what happened. */
export interface JournalEntry {
  /** milliseconds since 1970 */
  readonly at: number;
  readonly [kind: string]: unknown;
}

/** The entries of a journal file, without a last line that is incomplete. @throws UsageError that names the line */
export function readJournal(path: string): JournalEntry[] {
  const lines = textOf(path).split('\n');
  lines.pop();
  return lines.map((line, index) => entryOf(line, `${path}:${index + 1}`));
}

function textOf(path: string): string {
  try {
    return readText(path);
  } catch (error) {
    throw new UsageError(`${path}: cannot read the journal: ${(error as Error).message}`);
  }
}

function entryOf(line: string, where: string): JournalEntry {
  const entry = parsed(line);
  if (typeof entry === 'object' && entry !== null && typeof (entry as JournalEntry).at === 'number')
    return entry as JournalEntry;
  throw new UsageError(
    `${where}: got "${line.slice(0, 60)}": expected a line of a journal, such as {"at":…,"sent":…}`,
  );
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
