import { z } from 'zod';
import { cellFaultNames } from '../../drivers/virtual/cell-faults.js';
import { complaint } from '../core/complaint.js';
import { UsageError } from '../core/errors.js';
import { readText } from '../core/read-text.js';
import { settings } from '../experiment/settings-form.js';
import { yamlLibrary } from '../experiment/yaml-library.js';

const share = z.number().min(0).max(1).optional();
const index = z.number().int().nonnegative();

/** The form of a file of faults: faults of the cells of a virtual board, and of its cable. */
const boardFaults = settings({
  cells: z.array(settings({ row: index, column: index, fault: z.enum(cellFaultNames) })).default([]),
  /** the share of writes that each fault affects, in both directions */
  cable: settings({
    drop: share,
    duplicate: share,
    corrupt: share,
    truncate: share,
    delay: share,
    reorder: share,
    unplug: share,
  }).default({}),
  /** maximum delay of a delayed write, and time until an unplugged cable is plugged in again */
  delayMilliseconds: z.number().positive().default(1000),
  unpluggedMilliseconds: z.number().positive().default(500),
  /** whether writes arrive in pieces of random size */
  pieces: z.boolean().default(false),
});
/** Faults of a virtual board, as a file holds them. */
export type BoardFaults = z.infer<typeof boardFaults>;

/** No faults at all. */
export const noFaults: BoardFaults = boardFaults.parse({});

/** Reads faults from a YAML or JSON file. @throws UsageError that names the file and the fault */
export function readBoardFaults(path: string): BoardFaults {
  const document = yamlLibrary().parseDocument(read(path), { logLevel: 'error' });
  const [fault] = document.errors;
  if (fault) throw new UsageError(`${path}: ${fault.message.split('\n')[0]}`);
  const value: unknown = document.toJS() ?? {};
  const parsed = boardFaults.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UsageError(`${path}: ${complaint(parsed.error.issues, value)}`);
}

function read(path: string): string {
  try {
    return readText(path);
  } catch (error) {
    throw new UsageError(`${path}: cannot read the faults: ${(error as Error).message}`);
  }
}
