import type { Polarity } from '../../devices/vcm/response-curve.js';
import type { Bench } from './bench.js';
import type { BenchSettings } from './bench-settings.js';
import { readDevice, type DeviceReading } from './read-device.js';
import { sendTrain } from './send-train.js';

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
