import type { Bench, BenchSettings } from './bench.js';
import { deliver, progressOf, takeReading, voidCycle, type Progress } from './progress.js';
import { stepAt, stepCount, type Protocol, type StepReading } from './protocol.js';
import { measureDevice } from './read-device.js';
import { sendTrain } from './pulse-device.js';

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
  const goesOn = () => progress.readings.length < of && bench.stop.reason === undefined;
  if (progress.preparing && goesOn()) await startCycle(bench, order, progress);
  while (goesOn()) await step(bench, order, progress);
  return { readings: progress.readings.length, of };
}

async function step(bench: Bench, order: CharacteriseOrder, progress: Progress): Promise<void> {
  const step = stepAt(order, progress.readings.length);
  if (step.pulse > 0 && !progress.delivered) {
    deliver(progress, await sendTrain(bench, order, step.polarity, 1), order.pulses);
    if (!progress.delivered) return;
  }
  const { siemens } = await measureDevice(bench.session, order.place, order.read);
  const reading: StepReading = { ...step, siemens };
  bench.note({ reading });
  takeReading(progress, reading);
  bench.onReading(reading);
}

async function settlePending(
  { session, note, since }: Bench,
  { pulses }: CharacteriseOrder,
  progress: Progress,
): Promise<void> {
  const { pending } = progress;
  if (!pending) return;
  const outcome = await session.outcomeOf(pending, () => since(pending.at));
  const found = outcome?.done ?? 'uncertain';
  note({ found });
  deliver(progress, found, pulses);
}

async function startCycle(bench: Bench, order: CharacteriseOrder, progress: Progress) {
  voidCycle(progress, order.pulses);
  bench.note({ again: stepAt(order, progress.readings.length).cycle });
  deliver(progress, await sendTrain(bench, order, 'reset', order.pulses), order.pulses);
}
