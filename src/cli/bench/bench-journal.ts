import { createRequire } from 'node:module';
import { FileJournal } from '../../../drivers/journal/file-journal.js';
import type { Journal } from '../../../drivers/journal/journal.js';
import type { Transport } from '../../../drivers/ports/transport.js';
import type { BenchOptions } from './bench-options.js';

/** Where a person's commands at a real port are written down unless told otherwise. */
const BENCH_JOURNAL = 'memloop-bench.jsonl';

/** A journal that is somebody's to close. */
export type OpenJournal = Journal & { close(): void };

/** Where a command at a port is written down: nowhere if the board lives in this process, unless it is said where. */
export function journalOf(port: string, { journal }: BenchOptions): OpenJournal {
  const path = journal ?? (port === 'virtual' ? undefined : BENCH_JOURNAL);
  return path === undefined ? { note: () => {}, close: () => {} } : new FileJournal(path);
}

/** Of a command at a port: where it was, what was there, and which memloop it was. */
export function circumstances(port: string, { provenance }: Transport): object {
  const { version } = createRequire(import.meta.url)('memloop/package.json') as { version: string };
  return { port, provenance, memloop: version };
}
