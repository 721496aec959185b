import type { JournalEntry } from '../../drivers/journal/read-journal.js';
import { faultsIn } from '../../drivers/sessions/flag.js';
import type { Place } from '../../drivers/sessions/board-session.js';
import { RunError, UsageError } from '../core/errors.js';
import type { Bench, ReadSettings } from './bench.js';
import { driveOf } from './drive-plan.js';
import { readDevices } from './read-device.js';

/** What to probe a board with. */
export interface ProbeOrder {
  /** any place of the board */
  readonly place: Place;
  /** rows are driven with plus or minus its voltage */
  readonly read: ReadSettings;
  readonly probes: number;
  readonly seed: number;
}

/** One probe as the journal has it: the rows that were driven, and the current of each column. */
export interface BoardProbe {
  readonly rows: readonly number[];
  readonly microvolts: readonly number[];
  readonly picoamps: readonly number[];
}

/** Readings of each device alone, to compare. */
export const ALONE = 16;

/** How probing ended. */
export interface Probed {
  readonly probes: number;
  readonly of: number;
  /** single readings of all devices, row by row, siemens; missing if it was stopped early */
  readonly direct?: readonly number[];
}

/**
 * Probes a board through its terminals, from where earlier attempts ended: drives some rows, and reads the summed current of each column.
 * In the end it reads each device alone, to compare.
 * @throws RunError if the board cannot sum, or if a current is invalid; UsageError for too few probes
 */
export async function probeBoard(bench: Bench, { read, probes, seed }: ProbeOrder): Promise<Probed> {
  const { session, stop, note } = bench;
  const { rows, columns, rowset, microvoltsStep: step } = session.capabilities;
  if (rowset === 0)
    throw new RunError('the board cannot sum rows: its devices are read one by one, with memloop read --all');
  if (probes < rows + 2)
    throw new UsageError(`--probes: got ${probes}: expected at least ${rows + 2} for ${rows} rows`);
  const microvolts = Math.trunc(read.microvolts / step) * step;
  let done = probesIn(bench.earlier).length;
  for (; done < probes && stop.reason === undefined; done++) {
    const { rows: driven, signs } = driveOf(seed, done, rows, rowset);
    const volts = signs.map((sign) => sign * microvolts);
    const picoamps: number[] = [];
    for (let column = 0; column < columns; column++) {
      const sum = await session.readSet(column, driven, volts, read.settleNanos, read.averages);
      refuseFault(done, column, sum.flags);
      picoamps.push(sum.picoamps);
    }
    note({ probe: { rows: driven, microvolts: volts, picoamps } });
    bench.onProbe(done + 1, probes);
  }
  if (done < probes) return { probes: done, of: probes };
  return { probes: done, of: probes, direct: await readAlone(bench, { ...read, microvolts }) };
}

/** The mean of several readings of each device alone, siemens. */
async function readAlone({ session }: Bench, read: ReadSettings): Promise<number[]> {
  const sums: number[] = [];
  for (let round = 0; round < ALONE; round++)
    for (const [device, { siemens }] of (await readDevices(session, read)).entries())
      sums[device] = (sums[device] ?? 0) + siemens / ALONE;
  return sums;
}

/** The probes that a journal holds, in their order. */
export function probesIn(entries: readonly JournalEntry[]): BoardProbe[] {
  return entries.flatMap(({ probe }) => (probe === undefined ? [] : [probe as BoardProbe]));
}

function refuseFault(probe: number, column: number, flags: number): void {
  const faults = faultsIn(flags);
  if (faults !== '')
    throw new RunError(`probe ${probe + 1}, column ${column}: ${faults}; lower --read-volts`);
}
