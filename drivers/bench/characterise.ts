import { RunError } from '../../src/core/errors.js';
import type { Polarity } from '../../devices/device-file.js';
import type { Bench } from './bench.js';
import type { BenchSettings } from './bench-settings.js';
import { deliveredOf } from './pending-pulse.js';
import { deliver, progressOf, takeReading, voidCycle, type Progress } from './progress.js';
import { stepAt, stepCount, type Protocol, type StepReading } from './protocol.js';
import { measureDevice, shortfall } from './read-device.js';

export interface CharacteriseOrder extends BenchSettings, Protocol {
  /** whether RESET pulses as at the end of every cycle come first */
  readonly prepare: boolean;
}

/** How a characterisation ended. */
export interface Characterised {
  readonly readings: number;
  readonly of: number;
}

/**
 * Characterises one device, from where earlier attempts ended: each pulse is a train of its own, noted before it is
 * sent and again when the board has told of it. Where an attempt ended with a pulse on its way, the board is asked for
 * it; if it cannot know any more, the whole cycle is measured again, from RESET pulses on.
 */
export async function characterise(bench: Bench, order: CharacteriseOrder): Promise<Characterised> {
  const progress = progressOf(bench.earlier, order);
  const of = stepCount(order);
  await settlePending(bench, order, progress);
  if (progress.preparing && progress.readings.length < of) await startCycle(bench, order, progress);
  while (progress.readings.length < of && bench.stop.reason === undefined) await step(bench, order, progress);
  return { readings: progress.readings.length, of };
}

async function step(bench: Bench, order: CharacteriseOrder, progress: Progress): Promise<void> {
  const step = stepAt(order, progress.readings.length);
  if (step.pulse > 0 && !progress.delivered)
    deliver(progress, await pulse(bench, order, step.polarity, 1), order.pulses);
  const { siemens } = await measureDevice(bench.session, order.place, order.read);
  const reading: StepReading = { ...step, siemens };
  bench.note({ reading });
  takeReading(progress, reading);
  bench.onReading(reading);
}

async function settlePending({ session, note }: Bench, { pulses }: CharacteriseOrder, progress: Progress) {
  if (!progress.pending) return;
  const last = { boot: session.boot, ...(await session.last()) };
  const found = deliveredOf(progress.pending, last) ?? 'uncertain';
  note({ found });
  deliver(progress, found, pulses);
}

async function startCycle(bench: Bench, order: CharacteriseOrder, progress: Progress) {
  voidCycle(progress, order.pulses);
  bench.note({ again: stepAt(order, progress.readings.length).cycle });
  deliver(progress, await pulse(bench, order, 'reset', order.pulses), order.pulses);
}

async function pulse(
  { session, note }: Bench,
  order: CharacteriseOrder,
  polarity: Polarity,
  count: number,
): Promise<number> {
  const { place, periodNanos } = order;
  note({ pulsing: { ...place, polarity, count } });
  const { done, flags } = await session.train({ ...place, ...order[polarity], periodNanos, count });
  note({ delivered: done });
  if (done === count && flags === 0) return done;
  throw new RunError(`row ${place.row}, column ${place.column}: ${shortfall(done, count, flags)}`);
}
