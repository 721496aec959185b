import { availableParallelism } from 'node:os';
import { readDeviceFile, shippedDevices } from '../../../devices/files/device-file.js';
import { UsageError } from '../../core/errors.js';
import type { EventCosts } from '../../experiment/networks/spiking-ledger.js';
import type { VoiceConditions } from '../../experiment/networks/voice-conditions.js';
import { activeNoises, refuseUnfitted } from '../../experiment/noise-choice.js';
import { voiceData } from '../../voice/detector/voice-data.js';
import { errorCounts, halfTotalError } from '../../voice/score/half-total-error.js';
import { overWorkers } from '../workers/over-workers.js';
import type { DetectorGroup } from './detector-methods.js';
import { detectOnDevices, type DeviceAnswer, type DeviceTask } from './detect-on-devices.js';
import type { VoiceSets } from './read-corpus.js';
import type { VoiceMethod } from './test-voice.js';

/** A method on devices, with what a frame costs. */
export interface DeviceMethod extends VoiceMethod {
  /** of a detector on its first devices, for all clips */
  readonly costs: EventCosts;
  /** pulses that writing and learning took, mean over seeds */
  readonly pulses: number;
  /** half total error on the set test with the thresholds of the files, mean over seeds */
  readonly withOwnThreshold: number;
  /** how far written weights were off, root mean square, as a share of the largest weight of their layer; mean over seeds, before learning */
  readonly writtenOff: number;
}

/** Hears clips with detectors on devices, one seed of devices for each detector. Results do not depend on the number of threads. Thresholds are chosen on the same devices. */
export async function deviceMethods(
  { file, conditions }: VoiceConditions,
  { name, detectors }: DetectorGroup,
  { judged, train, validation }: VoiceSets,
  { workers = availableParallelism(), remark = () => {} }: { readonly workers?: number | undefined; readonly remark?: (sentence: string) => void } = {},
): Promise<DeviceMethod[]> {
  const { devices: fits } = file === 'almond8' ? shippedDevices() : readDeviceFile(file);
  conditions.forEach(({ choices: { noise } }, i) => noise !== undefined && refuseUnfitted(activeNoises(noise), fits, `conditions.${i}.`));
  if (conditions.some(({ learn }) => learn) && train.length === 0)
    throw new UsageError('got a condition that learns, but no clips of the set "train": expected some in clips.csv');
  const errorWith = (scores: readonly Float32Array[], threshold: number) =>
    halfTotalError(judged.flatMap(({ set, labels: own }, c) => (set === 'test' ? [errorCounts(scores[c], own, threshold)] : [])));
  const labels = validation.map((clip) => clip.labels);
  const coded = detectors.map(({ edges, settings: { delay } }) => ({
    clips: voiceData(judged, edges, delay),
    validation: voiceData(validation, edges, delay),
    train: conditions.some(({ learn }) => learn) ? voiceData(train, edges, delay) : undefined,
  }));
  const tasks = conditions.flatMap((condition) =>
    detectors.map((detector, d): DeviceTask => {
      const { train: learned, ...heard } = coded[d];
      return { condition, fits, detector, seed: d, labels, ...heard, ...(condition.learn && learned && { train: learned }) };
    }),
  );
  let ready = 0;
  const tell = (_: DeviceAnswer, number: number) =>
    remark(`${++ready} of ${tasks.length} detectors on devices heard: ${tasks[number].condition.name}`);
  const answers =
    workers < 2 || tasks.length < 2
      ? await oneByOne(tasks, tell)
      : await overWorkers<DeviceTask, DeviceAnswer>(new URL('voice-device-worker.js', import.meta.url), tasks, workers, tell);
  return conditions.map((condition, c) => {
    const own = answers.slice(c * detectors.length, (c + 1) * detectors.length);
    return {
      name: `${condition.name} (${name})`,
      seeds: own.map(({ scores, threshold }) => ({ scores, threshold })),
      events: own.reduce((sum, { events }) => sum + events.events / events.steps, 0) / own.length,
      costs: own[0].events,
      pulses: own.reduce((sum, { pulses }) => sum + pulses, 0) / own.length,
      withOwnThreshold: own.reduce((sum, { scores }, d) => sum + errorWith(scores, detectors[d].threshold), 0) / own.length,
      writtenOff: own.reduce((sum, one) => sum + one.writtenOff, 0) / own.length,
    };
  });
} // prettier-ignore

async function oneByOne(
  tasks: readonly DeviceTask[],
  tell: (answer: DeviceAnswer, number: number) => void,
): Promise<DeviceAnswer[]> {
  const answers = [];
  for (const [number, task] of tasks.entries()) {
    const answer = await detectOnDevices(task);
    tell(answer, number);
    answers.push(answer);
  }
  return answers;
}
