import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { RunError } from '../core/errors.js';

const numbers = z.array(z.number());

/** Which board it was. */
export const boardIdentity = {
  port: z.string(),
  model: z.string(),
  firmware: z.string(),
  serial: z.string(),
};

/** What happened on a board in one run, or in all runs of a condition. */
export const boardDeeds = {
  /** RESET pulses that brought each device to the lower end of its window, and its weight then, run by run */
  started: z.array(z.object({ name: z.string(), pulses: z.number(), weight: z.number() })),
  /** pulses whose delivery is not confirmed, because the board was reset; excluded from all other numbers */
  uncertainPulses: z.number().default(0),
  /** TD errors read on physical devices, and those expected from their last readings, as changes of weight */
  td: z.object({
    count: z.number(),
    /** root mean square and largest of |measured − expected| */
    rms: z.number(),
    largest: z.number(),
    /** number of reads with one physical device, with two, … */
    over: numbers,
    /** the first reads one by one */
    expected: numbers,
    measured: numbers,
  }),
  /** mean milliseconds per learning step, and the median of the host’s part (over runs, of their medians) */
  time: z.object({
    steps: z.number(),
    link: z.number(),
    settle: z.number(),
    host: z.number(),
    hostMedian: z.number(),
  }),
};

/** The form of a line of board.jsonl. */
const boardRecord = z.object({
  condition: z.string(),
  seed: z.number(),
  provenance: z.enum(['emulated', 'hardware']),
  product: z.enum(['in-memory', 'host-sum']),
  board: z.object(boardIdentity),
  ...boardDeeds,
});

/** The board of one run: its identity, and what happened on it. */
export type BoardRecord = z.infer<typeof boardRecord>;

/** File of these records in a run’s directory, one line per run. */
export const BOARD_FILE = 'board.jsonl';

/** Appends a record and flushes it to disk. @throws RunError if that fails */
export function keepRecord(directory: string, record: BoardRecord): void {
  const path = join(directory, BOARD_FILE);
  try {
    appendFileSync(path, `\n${JSON.stringify(record)}`, { flush: true });
  } catch (error) {
    throw new RunError(`${path}: cannot be written: ${(error as Error).message}`);
  }
}

/** The records of a run’s directory. A run that was killed and repeated has two; the last one counts. */
export function readRecords(directory: string): BoardRecord[] {
  const path = join(directory, BOARD_FILE);
  if (!existsSync(path)) return [];
  const records = new Map<string, BoardRecord>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const record = recordIn(line);
    if (record) records.set(`${record.seed} ${record.condition}`, record);
  }
  return [...records.values()];
}

/** The record in a line; undefined if a kill left the line half written, because that run is repeated. */
function recordIn(line: string): BoardRecord | undefined {
  try {
    return boardRecord.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
