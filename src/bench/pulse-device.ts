import type { Polarity } from '../../devices/vcm/response-curve.js';
import type { Bench, BenchSettings } from './bench.js';
import { readDevice, type DeviceReading, shortfall } from './read-device.js';
import { RunError } from '../core/errors.js';
import { FLAG } from '../../drivers/sessions/flag.js';

export interface PulseOrder extends BenchSettings {
  readonly polarity: Polarity;
  readonly count: number;
}

/** What pulses did to a device. */
export interface Pulsed {
  readonly before: DeviceReading;
  readonly after: DeviceReading;
  /** pulses that the board says it delivered */
  readonly done: number;
}

/** Applies equal pulses to a device as one train and tells what became of it. */
export async function pulseDevice(bench: Bench, order: PulseOrder): Promise<Pulsed> {
  const { session } = bench;
  const { place, polarity, count, read } = order;
  const before = await readDevice(session, place, read);
  const done = await sendTrain(bench, order, polarity, count);
  const after = await readDevice(session, place, read);
  return { before, after, done };
}

/**
 * One train at the bench, and how many of its pulses were delivered; it is noted before it is sent and after. Once a stop
 * is wished for none is sent, and the one that runs ends after the pulse that is on.
 *
 * @throws RunError where pulses are missing or were flagged, and nobody wished for a stop
 */
export async function sendTrain(
  { session, stop, note }: Bench,
  order: BenchSettings,
  polarity: Polarity,
  count: number,
): Promise<number> {
  if (stop.reason !== undefined) return 0;
  const { place, periodNanos } = order;
  note({ pulsing: { ...place, polarity, count } });
  const unhook = stop.onStop(() => void session.abort().catch(() => {}));
  try {
    const { done, flags } = await session.train({ ...place, ...order[polarity], periodNanos, count });
    note({ delivered: done });
    const faults = stop.reason === undefined ? flags : flags & ~FLAG.aborted;
    if (faults === 0 && (done === count || stop.reason !== undefined)) return done;
    throw new RunError(`row ${place.row}, column ${place.column}: ${shortfall(done, count, flags)}`);
  } finally {
    unhook();
  }
}
