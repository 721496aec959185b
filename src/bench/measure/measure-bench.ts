import type { JournalEntry } from '../../../drivers/journal/read-journal.js';
import type { Stop } from '../../../drivers/journal/stop.js';
import type { Clock } from '../../../drivers/ports/clock.js';
import type { PendingPulse } from '../../../drivers/protocols/mbp/settle-train.js';
import type { BoardSession } from '../../../drivers/sessions/board-session.js';
import type { Capabilities } from '../../../drivers/sessions/capabilities.js';
import type { Bench } from '../bench.js';
import type { ReadingRecord } from './measurement-kind.js';

/** What a measurement works with, on any board. */
export interface MeasureBench {
  readonly session: Pick<BoardSession, 'read' | 'train'> & {
    readonly capabilities: Capabilities;
    /** whether it can measure the current at 0 V; boards that speak MBP/1 can */
    readonly readsAtZero?: boolean;
  };
  readonly stop: Stop;
  readonly clock: Clock;
  readonly earlier: readonly JournalEntry[];
  note(entry: object): void;
  onRow(row: ReadingRecord): void;
  /** milliseconds since 1970 */
  now(): number;
  /** ends the running train after its current pulse */
  abort(): void;
  /** how many pulses of an earlier attempt's last train were given, and its flags; undefined if the board cannot tell */
  outcomeOf(train: PendingPulse): Promise<{ readonly done: number; readonly flags: number } | undefined>;
}

/** The bench of a board that speaks MBP/1, which remembers its last train. */
export function mbpBench(bench: Bench): MeasureBench {
  const { session, stop, clock, earlier, note, onRow, since } = bench;
  return {
    session,
    stop,
    clock,
    earlier,
    note,
    onRow,
    now: () => since(0),
    abort: () => void session.abort().catch(() => {}),
    outcomeOf: (train) => session.outcomeOf(train, () => since(train.at), train.nonces),
  };
}
