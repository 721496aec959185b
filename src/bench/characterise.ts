import type { Bench, BenchSettings } from './bench.js';
import { deliver, progressOf, takeReading, voidCycle, type Progress } from './progress.js';
import { stepAt, stepCount, type Protocol, type StepReading } from './protocol.js';
import { measureDevice } from './read-device.js';
import { sendTrain } from './pulse-device.js';

/** A device, its settings, and the protocol to characterise it. */
export interface CharacteriseOrder extends BenchSettings, Protocol {
  /** whether to begin with RESET pulses, as many as at the end of every cycle */
  readonly prepare: boolean;
}

/** How a characterisation ended. */
export interface Characterised {
  readonly readings: number;
  readonly of: number;
}

/**
 * Characterises one device, from where earlier attempts ended. Each pulse is a separate train. The journal has an entry
 * before it is sent and another when its outcome is known. If an attempt ended with a pulse in flight, the board is asked
 * for its outcome. If the board cannot know it any more, the whole cycle is measured again, starting with RESET pulses.
 */
export async function characterise(bench: Bench, order: CharacteriseOrder): Promise<Characterised> {
  const progress = progressOf(bench.earlier, order);
  const of = stepCount(order);
  await settlePending(bench, order, progress);
  const continues = () => progress.readings.length < of && bench.stop.reason === undefined;
  if (progress.preparing && continues()) await startCycle(bench, order, progress);
  while (continues()) await step(bench, order, progress);
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
  const outcome = await session.outcomeOf(pending, () => since(pending.at), pending.nonces);
  const found = outcome?.done ?? 'uncertain';
  note({ found });
  deliver(progress, found, pulses);
}

async function startCycle(bench: Bench, order: CharacteriseOrder, progress: Progress) {
  voidCycle(progress, order.pulses);
  bench.note({ again: stepAt(order, progress.readings.length).cycle });
  deliver(progress, await sendTrain(bench, order, 'reset', order.pulses), order.pulses);
}
