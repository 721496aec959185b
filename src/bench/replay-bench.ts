import type { BoardKind } from '../../drivers/protocols/board-kind.js';
import { boardKinds } from '../../drivers/protocols/board-kinds.js';
import { UsageError } from '../core/errors.js';
import type { JournalEntry } from '../../drivers/journal/read-journal.js';
import { Replay, type ReplayEnd } from '../../drivers/journal/replay.js';
import { atBench, type BenchOrder, type ProgramName, programs } from './at-bench.js';
import { atInstrument, type InstrumentOrder } from './at-instrument.js';
import type { CharacteriseOrder } from './characterise.js';
import { measureProgress, rowsOf } from './measure/measure-progress.js';
import type { MeasureOrder, ReadingRecord } from './measure/measurement-kind.js';
import { measurements } from './measure/measurements.js';
import { progressOf } from './progress.js';
import type { StepReading } from './protocol.js';

/** One command of a journal, repeated. */
export interface ReplayedPart {
  readonly program: string;
  /** number of frames that were sent exactly as before */
  readonly frames: number;
  readonly end: ReplayEnd;
}

/** The programs that go on where earlier attempts ended. */
const CONTINUED: ReadonlySet<string> = new Set<ProgramName>(['characterise', 'probe', 'measure']);

/** Repeats the commands of a journal one after the other, up to the first that differs. */
export async function replayBench(entries: readonly JournalEntry[], where: string): Promise<ReplayedPart[]> {
  const parts: ReplayedPart[] = [];
  const starts = [...startsIn(entries, where), entries.length];
  for (let k = 0; k + 1 < starts.length && parts.at(-1)?.end.kind !== 'differs'; k++)
    parts.push(await replayPart(entries, starts[k], starts[k + 1], where));
  return parts;
}

/** The valid readings of a journal's characterisation; undefined if it has none. */
export function readingsIn(entries: readonly JournalEntry[]): readonly StepReading[] | undefined {
  const begin = entries.find((entry) => (entry.begin as BenchOrder | undefined)?.program === 'characterise');
  return begin && progressOf(entries, (begin.begin as BenchOrder).order as CharacteriseOrder).readings;
}

/** The columns and rows of a journal's measurement; undefined if it has none. */
export function measuredIn(
  entries: readonly JournalEntry[],
): [columns: readonly string[], rows: readonly ReadingRecord[]] | undefined {
  const begin = entries.find((entry) => (entry.begin as BenchOrder | undefined)?.program === 'measure');
  if (!begin) return undefined;
  const { measurement } = (begin.begin as BenchOrder).order as MeasureOrder;
  return [measurements.get(measurement).columns, rowsOf(measureProgress(entries).records)];
}

async function replayPart(
  entries: readonly JournalEntry[],
  start: number,
  end: number,
  where: string,
): Promise<ReplayedPart> {
  const begin = orderOf(entries[start], `${where}:${start + 1}`);
  const replay = new Replay(entries.slice(start + 1, end), start + 1);
  // The earlier commands were repeated already and agreed.
  const earlier = CONTINUED.has(begin.program) ? entries.slice(0, start) : [];
  const { clock, stop, journal } = replay;
  const link = {
    transport: replay.connect(),
    clock,
    stop,
    journal,
    earlier,
    onBoard: () => {},
    onReading: () => {},
  };
  const how = await replay.run(
    'as' in begin ? atInstrument(link, kindNamed(begin.as), begin) : atBench(link, begin),
  );
  return { program: begin.program, frames: replay.frames, end: how };
}

function startsIn(entries: readonly JournalEntry[], where: string): number[] {
  const starts = entries.flatMap((entry, at) => ('begin' in entry ? [at] : []));
  if (starts[0] === 0) return starts;
  throw new UsageError(
    `${where}: expected a journal that begins with a command of the bench, got ${entries.length} entries`,
  );
}

function orderOf({ begin }: JournalEntry, where: string): BenchOrder | InstrumentOrder {
  const order = begin as BenchOrder | InstrumentOrder;
  if (order.program === 'check-instrument' || Object.hasOwn(programs, order.program)) return order;
  const known = [...Object.keys(programs), 'check-instrument'];
  throw new UsageError(`${where}: got the command "${order.program}": expected one of ${known.join(', ')}`);
}

/** @throws UsageError if the journal names a board that this program does not know */
function kindNamed(name: string): BoardKind {
  const kinds: Readonly<Record<string, BoardKind>> = boardKinds;
  if (Object.hasOwn(kinds, name)) return kinds[name];
  throw new UsageError(`journal: got the board "${name}": expected one of ${Object.keys(kinds).join(', ')}`);
}
