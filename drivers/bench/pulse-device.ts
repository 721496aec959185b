import type { Polarity } from '../../devices/device-file.js';
import { RunError } from '../../src/core/errors.js';
import type { Bench } from './bench.js';
import type { BenchSettings } from './bench-settings.js';
import { readDevice, shortfall, type DeviceReading } from './read-device.js';

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

/** Applies equal pulses to a device as one train and tells what became of it; a stop ends the train after the pulse that is on. */
export async function pulseDevice({ session, stop, note }: Bench, order: PulseOrder): Promise<Pulsed> {
  const { place, polarity, periodNanos, count, read } = order;
  const before = await readDevice(session, place, read);
  const { microvolts, widthNanos } = order[polarity];
  note({ pulsing: { ...place, polarity, count } });
  if (stop.reason === undefined) stop.onStop(() => void session.abort().catch(() => {}));
  const { done, flags } = await session.train({ ...place, microvolts, widthNanos, periodNanos, count });
  note({ delivered: done });
  const after = await readDevice(session, place, read);
  if ((done < count || flags !== 0) && stop.reason === undefined)
    throw new RunError(`row ${place.row}, column ${place.column}: ${shortfall(done, count, flags)}`);
  return { before, after, done };
}
