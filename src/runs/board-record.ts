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

/** What was done on a board, in one run or in all of a condition. */
export const boardDeeds = {
  /** how each device came to the lower end of its window, run by run: RESET pulses, and the weight then */
  started: z.array(z.object({ name: z.string(), pulses: z.number(), weight: z.number() })),
  /** pulses of which nobody knows whether they were given, for the board was reset; in no other number here */
  uncertainPulses: z.number().default(0),
  /** TD errors read on physical devices, against what their last readings let expect, as changes of weight */
  td: z.object({
    count: z.number(),
    /** root mean square and largest of |measured − expected| */
    rms: z.number(),
    largest: z.number(),
    /** reads by how many physical devices were in them: one, two, … */
    over: numbers,
    /** the first of them one by one */
    expected: numbers,
    measured: numbers,
  }),
  /** mean milliseconds of a learning step, and the median of the host’s own (over runs, of their medians) */
  time: z.object({
    steps: z.number(),
    link: z.number(),
    settle: z.number(),
    host: z.number(),
    hostMedian: z.number(),
  }),
};

/** The form of a line of board.jsonl: what the board of one run was, and did. */
const boardRecord = z.object({
  condition: z.string(),
  seed: z.number(),
  provenance: z.enum(['emulated', 'hardware']),
  product: z.enum(['in-memory', 'host-sum']),
  board: z.object(boardIdentity),
  ...boardDeeds,
});

/** What the board of one run was, and did. */
export type BoardRecord = z.infer<typeof boardRecord>;

/** Where a run’s directory keeps them, a line a run. */
export const BOARD_FILE = 'board.jsonl';

/** Writes a record down, to stay. @throws RunError if it cannot */
export function keepRecord(directory: string, record: BoardRecord): void {
  const path = join(directory, BOARD_FILE);
  try {
    appendFileSync(path, `\n${JSON.stringify(record)}`, { flush: true });
  } catch (error) {
    throw new RunError(`${path}: cannot be written: ${(error as Error).message}`);
  }
}

/** The records of a run’s directory; the last one counts where a run was done twice because it was killed. */
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

/** Nothing from a line that a kill left half written: its run is done again. */
function recordIn(line: string): BoardRecord | undefined {
  try {
    return boardRecord.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
