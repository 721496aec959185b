import type { Polarity } from '../../devices/vcm/response-curve.js';
import { FLAG } from '../../drivers/sessions/flag.js';
import { RunError } from '../core/errors.js';
import type { Bench, BenchSettings } from './bench.js';
import { readDevice, shortfall, type DeviceReading } from './read-device.js';

/** A number of equal pulses on one device. */
export interface PulseOrder extends BenchSettings {
  readonly polarity: Polarity;
  readonly count: number;
}

/** The effect of pulses on a device. */
export interface Pulsed {
  readonly before: DeviceReading;
  readonly after: DeviceReading;
  /** pulses that the board delivered */
  readonly done: number;
}

/** Gives a device equal pulses as one train, and reads it before and after. */
export async function pulseDevice(bench: Bench, order: PulseOrder): Promise<Pulsed> {
  const { session } = bench;
  const { place, polarity, count, read } = order;
  const before = await readDevice(session, place, read);
  const done = await sendTrain(bench, order, polarity, count);
  const after = await readDevice(session, place, read);
  return { before, after, done };
}

/**
 * Sends one train and returns the number of pulses delivered. The journal has an entry before the train is sent and one
 * after it. After a stop request no train is sent, and a running train ends after its current pulse.
 *
 * @throws RunError if pulses are missing or flagged, and no stop was requested
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
