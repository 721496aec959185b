import { RunError, UsageError } from '../../core/errors.js';
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
  const done = pending.train && (await bench.outcomeOf(pending.train));
  const [delivered, uncertain] = done === undefined ? [0, pending.count] : [done, 0];
  bench.note({ delivered, uncertain, settled: true });
  addPulses(progress, delivered, uncertain);
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
  const count = step.train?.count ?? 0;
  const left = count - progress.given - progress.uncertain;
  const flags = left > 0 ? await give(bench, order, progress, step, left) : 0;
  const { given, uncertain } = progress;
  if (given + uncertain < count) return undefined;
  if (!step.read) return { ms: bench.now(), given, uncertain };
  const reading = await readStep(bench, order, step.read, step.anyCurrent);
  const { siemens, amperes, volts } = reading;
  const remarks = [...remarksOf(flags & FLAG.compliance), ...reading.remarks].join('; ');
  // There is no conductance at 0 V.
  const conductance = Number.isFinite(siemens) && { siemens };
  const row = step.row && { row: step.row };
  return { ms: bench.now(), given, uncertain, ...conductance, amperes, volts, remarks, ...row };
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

/** Gives the pulses of a step that are missing. @returns the board's flags */
async function give(
  bench: MeasureBench,
  { place, periodNanos }: MeasureOrder,
  progress: MeasureProgress,
  { train, compliant }: MeasureStep,
  count: number,
): Promise<number> {
  const { session, stop, note } = bench;
  note({ pulsing: { ...place, microvolts: train!.microvolts, count } });
  const forget = stop.onStop(() => bench.abort());
  try {
    const { microvolts, widthNanos } = train!;
    const { done, uncertain = 0, flags } = await session.train({ ...place, microvolts, widthNanos, periodNanos, count }); // prettier-ignore
    note({ delivered: done, uncertain });
    addPulses(progress, done, uncertain);
    const expected = (compliant ? FLAG.compliance : 0) | (stop.reason === undefined ? 0 : FLAG.aborted);
    const faults = flags & ~expected;
    if (faults === 0 && (done + uncertain === count || stop.reason !== undefined)) return flags;
    throw new RunError(`row ${place.row}, column ${place.column}: ${shortfall(done, count, flags)}`);
  } finally {
    forget();
  }
}

async function readStep(
  { session }: MeasureBench,
  { place }: MeasureOrder,
  read: ReadSettings,
  anyCurrent = false,
): Promise<DeviceReading> {
  return anyCurrent ? readDevice(session, place, read) : measureDevice(session, place, read);
}
