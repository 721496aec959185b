import { RunError, UsageError } from '../../core/errors.js';
import type { Outcome } from '../../../drivers/sessions/board-session.js';
import { TrainWithdrawn } from '../../../drivers/sessions/errors.js';
import { FLAG, remarksOf } from '../../../drivers/sessions/flag.js';
import { readDose } from '../../../drivers/sessions/read-dose.js';
import type { ReadSettings } from '../bench.js';
import { measureDevice, readDevice, shortfall, type DeviceReading } from '../read-device.js';
import type { MeasureBench } from './measure-bench.js';
import { addPulses, addRecord, measureProgress, rowsOf, type MeasureProgress } from './measure-progress.js';
import type { MeasureOrder, MeasureRecord, MeasureStep, ReadingRecord, Summary } from './measurement-kind.js';
import { measurements } from './measurements.js';

/** How a measurement ended; without a summary it was stopped. */
export interface Measured {
  readonly rows: number;
  readonly summary?: Summary;
}

/**
 * Carries out a measurement, from where earlier attempts ended. The journal has an entry before each train and one after it. A train in which an
 * attempt ended is settled with the board, and only the pulses that are missing are given. Pulses that the board cannot confirm are not repeated:
 * the file counts them beside the next reading.
 */
export async function measure(bench: MeasureBench, order: MeasureOrder): Promise<Measured> {
  const kind = measurements.get(order.measurement);
  refuseDose(bench, { ...order.read, microvolts: kind.extent(order).readMicrovolts });
  const progress = measureProgress(bench.earlier);
  await settle(bench, progress);
  const earlier = progress.records.slice();
  const steps = kind.steps(order);
  const origin = () => rowsOf(progress.records)[0]?.ms;
  let began = origin();
  let next = steps.next();
  // A program is told what it found before, and is then where it was.
  for (const record of earlier) next = steps.next(record as ReadingRecord);
  while (!next.done && bench.stop.reason === undefined) {
    const record = await take(bench, order, progress, next.value, began);
    if (!record) break;
    bench.note({ record });
    addRecord(progress, record);
    began ??= origin();
    if (record.row) bench.onRow(record as ReadingRecord);
    next = steps.next(record as ReadingRecord);
  }
  const rows = rowsOf(progress.records);
  return { rows: rows.length, ...(next.done && { summary: kind.summary(rows, order) }) };
}

/** @throws UsageError if the board allows no such reading */
function refuseDose({ session }: MeasureBench, { microvolts, settleNanos, averages }: ReadSettings): void {
  const { readDoseMax, serial } = session.capabilities;
  const dose = readDose(microvolts, settleNanos, averages);
  if (readDoseMax === 0 || dose <= readDoseMax) return;
  throw new UsageError(
    `board ${serial} reads with at most ${readDoseMax} mV·s: got ${+dose.toPrecision(3)} mV·s at ${microvolts / 1e6} V: lower --averages or --settle-us`,
  );
}

async function settle(bench: MeasureBench, progress: MeasureProgress): Promise<void> {
  const { pending } = progress;
  if (!pending) return;
  const outcome = pending.train && (await bench.outcomeOf(pending.train));
  const { done, flags } = outcome ?? { done: 0, flags: 0 };
  const uncertain = outcome ? 0 : pending.count;
  bench.note({ delivered: done, uncertain, ...flagged(flags), settled: true });
  addPulses(progress, done, uncertain, flags);
}

/** Carries out one step; undefined if it was stopped. */
async function take(
  bench: MeasureBench,
  order: MeasureOrder,
  progress: MeasureProgress,
  step: MeasureStep,
  began: number | undefined,
): Promise<MeasureRecord | undefined> {
  const due = (began ?? bench.now()) + (step.afterMs ?? 0);
  if (!(await wait(bench, due - bench.now()))) return undefined;
  refuseFaults(order, step, progress);
  const count = step.train?.count ?? 0;
  const left = count - progress.given - progress.uncertain;
  if (left > 0) await give(bench, order, progress, step, left);
  const { given, uncertain, unwritten, flags } = progress;
  if (given + uncertain < count) return undefined;
  const isUnreadable = step.read?.microvolts === 0 && bench.session.readsAtZero === false;
  if (!step.read || isUnreadable) return { ms: bench.now(), given, uncertain };
  const reading = await readStep(bench, order, step.read, step.anyCurrent);
  const { siemens, amperes, volts } = reading;
  const remarks = [...remarksOf(flags & FLAG.compliance), ...reading.remarks].join('; ');
  // There is no conductance at 0 V.
  const conductance = Number.isFinite(siemens) && { siemens };
  const record = { ms: bench.now(), given, ...conductance, amperes, volts, remarks };
  return step.row ? { ...record, uncertain: unwritten + uncertain, row: step.row } : { ...record, uncertain };
}

/** @throws RunError if an earlier attempt ended in this step with pulses that are not what was ordered */
function refuseFaults({ place }: MeasureOrder, step: MeasureStep, { flags }: MeasureProgress): void {
  const faults = remarksOf(flags & ~faultless(step) & ~FLAG.aborted).join(', ');
  if (faults === '') return;
  throw new RunError(
    `row ${place.row}, column ${place.column}: an earlier attempt ended here: ${faults}: ${newFile(flags)}`,
  );
}

/** The flags that a train may have. */
function faultless({ compliant }: MeasureStep): number {
  return compliant ? FLAG.compliance : 0;
}

/** The flags of a train as its entry in the journal has them, if there are any. */
function flagged(flags: number): { flags?: number } {
  return flags === 0 ? {} : { flags };
}

/** The remedy for pulses that were given and are not what was ordered. */
function newFile(flags: number): string {
  const limit =
    (flags & FLAG.compliance) === 0 ? '' : ', and raise --limit-current-ua if the device bears more';
  return `--resume cannot take such pulses back: start a new file with --out${limit}`;
}

/** @returns whether the time passed without a wish to stop */
function wait({ clock, stop }: MeasureBench, milliseconds: number): Promise<boolean> {
  if (milliseconds <= 0) return Promise.resolve(true);
  return new Promise((resolve) => {
    const cancel = clock.after(milliseconds, () => {
      forget();
      resolve(true);
    });
    const forget = stop.onStop(() => {
      cancel();
      resolve(false);
    });
  });
}

/** Gives the pulses of a step that are missing. */
async function give(
  bench: MeasureBench,
  { place, periodNanos }: MeasureOrder,
  progress: MeasureProgress,
  step: MeasureStep,
  count: number,
): Promise<void> {
  const { train } = step;
  const { session, stop, note } = bench;
  note({ pulsing: { ...place, microvolts: train!.microvolts, count } });
  const forget = stop.onStop(() => bench.abort());
  try {
    const { microvolts, widthNanos } = train!;
    const { done, uncertain = 0, flags } = await session.train({ ...place, microvolts, widthNanos, periodNanos, count }).catch(withdrawn); // prettier-ignore
    note({ delivered: done, uncertain, ...flagged(flags) });
    addPulses(progress, done, uncertain, flags);
    const faults = flags & ~faultless(step) & ~(stop.reason === undefined ? 0 : FLAG.aborted);
    if (faults === 0 && (done + uncertain === count || stop.reason !== undefined)) return;
    const remedy = (faults & ~FLAG.aborted) === 0 ? '' : `: ${newFile(flags)}`;
    throw new RunError(`row ${place.row}, column ${place.column}: ${shortfall(done, count, flags)}${remedy}`);
  } finally {
    forget();
  }
}

/** A train that was stopped before it was sent. */
function withdrawn(error: unknown): Outcome {
  if (error instanceof TrainWithdrawn) return { done: 0, flags: FLAG.aborted };
  throw error;
}

async function readStep(
  { session }: MeasureBench,
  { place }: MeasureOrder,
  read: ReadSettings,
  anyCurrent = false,
): Promise<DeviceReading> {
  return anyCurrent ? readDevice(session, place, read) : measureDevice(session, place, read);
}
