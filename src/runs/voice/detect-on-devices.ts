import type { DeviceFit } from '../../../devices/files/device-form.js';
import type { VoiceCondition } from '../../experiment/networks/voice-conditions.js';
import {
  spikingCondition,
  spikingRanges,
  type SpikingChoices,
  type SpikingCondition,
} from '../../experiment/networks/spiking-condition.js';
import type { EventCosts } from '../../experiment/networks/spiking-ledger.js';
import { spikingMaker, type SpikingOnDevices } from '../../experiment/networks/spiking-maker.js';
import { logisticLoss } from '../../networks/spiking/sequence-loss.js';
import type { SpikingNetwork } from '../../networks/spiking/spiking-network.js';
import { cutSequences } from '../../networks/spiking/training/sequences.js';
import { adamSteps } from '../../on-crossbar/spiking/host-steps.js';
import { keptLines } from '../../networks/spiking/pruning/kept-lines.js';
import { SpikingCrossbarGradient } from '../../on-crossbar/spiking/spiking-crossbar-gradient.js';
import { trainSpikingCrossbar } from '../../on-crossbar/spiking/train-spiking-crossbar.js';
import { networkOf, type Detector } from '../../voice/detector/detector.js';
import { smoothedScores } from '../../voice/detector/smoothed-scores.js';
import { balanced, LENGTH } from '../../voice/detector/train-detector.js';
import { bestThreshold } from '../../voice/score/best-threshold.js';
import type { VoiceData } from '../../voice/detector/voice-data.js';

/** A detector on devices, and what it is to hear. Plain data. */
export interface DeviceTask {
  readonly condition: VoiceCondition;
  readonly fits: readonly DeviceFit[];
  readonly detector: Detector;
  /** of the devices and their noise */
  readonly seed: number;
  readonly clips: VoiceData;
  /** clips that choose the threshold on these devices, and where they have speech */
  readonly validation: VoiceData;
  readonly labels: readonly Uint8Array[];
  /** what is learned in place; needed for a condition that learns */
  readonly train?: VoiceData;
}

/** What a detector on devices said. */
export interface DeviceAnswer {
  readonly scores: readonly Float32Array[];
  /** the best on the clips for validation, heard with the same devices */
  readonly threshold: number;
  /** of the test alone, without writing and learning */
  readonly events: EventCosts;
  /** pulses that writing and learning took */
  readonly pulses: number;
  /** how far written weights were off, root mean square, as a share of the largest weight of their layer */
  readonly writtenOff: number;
}

/** Writes a detector to devices, lets it learn there if the condition says so, and hears clips with it. */
export async function detectOnDevices(task: DeviceTask): Promise<DeviceAnswer> {
  const { condition, fits, detector, seed, clips, train } = task;
  const network = networkOf(detector.settings);
  const devices = spikingMaker(network, voiceOnDevices(condition.choices, detector), fits)(seed);
  await devices.begin(detector.parameters, keptLines(network, detector.parameters));
  const writtenOff = offBy(devices, network, detector.parameters);
  if (condition.learn && train) await learn(devices, detector.parameters, condition.learn, train, seed);
  const { set, reset } = devices.costs();
  const known = await hear(devices, detector, task.validation);
  const threshold = bestThreshold(known.map((scores, c) => ({ scores, labels: task.labels[c] })));
  devices.network.reset();
  return {
    scores: await hear(devices, detector, clips),
    threshold,
    events: devices.events(),
    pulses: set + reset,
    writtenOff,
  };
}

/** A condition in which the largest weight of each layer is the end of the window, unless a range is given: detectors are trained in a window. */
export function voiceOnDevices(
  choices: SpikingChoices,
  { settings, edges, parameters }: Detector,
): SpikingCondition {
  const network = networkOf(settings);
  const range = spikingRanges(network, parameters, 1);
  // The code of a frame drives one row of each band.
  const drivenInputs = edges.bands;
  return spikingCondition({ drivenInputs, range, ...choices }, network, parameters);
}

/** How far the weights in the devices are from those that were written, pruned ones among them. */
function offBy(
  devices: SpikingOnDevices,
  { layers, output, size }: SpikingNetwork,
  wanted: Float64Array,
): number {
  const held = new Float64Array(size);
  devices.held(held);
  let squares = 0;
  for (const { first, rows, width } of [...layers, output]) {
    const end = first + rows * width;
    const largest = wanted.subarray(first, end).reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
    if (largest === 0) continue;
    for (let i = first; i < end; i++) squares += ((held[i] - wanted[i]) / largest) ** 2;
  }
  return Math.sqrt(squares / size);
}

/** Learns in place, pruned weights left out. */
async function learn(
  devices: SpikingOnDevices,
  parameters: Float64Array,
  { epochs, rate }: NonNullable<VoiceCondition['learn']>,
  { trains, targets, clips }: VoiceData,
  seed: number,
): Promise<void> {
  const gradient = new SpikingCrossbarGradient(devices.network, logisticLoss(targets, balanced(targets)));
  await trainSpikingCrossbar(gradient, trains, cutSequences(clips, LENGTH), {
    seed,
    epochs,
    steps: adamSteps(rate),
    mask: Uint8Array.from(parameters, (weight) => (weight === 0 ? 0 : 1)),
    rest: () => devices.rest(),
  });
}

async function hear(
  { network }: SpikingOnDevices,
  { settings }: Detector,
  { trains, clips }: VoiceData,
): Promise<Float32Array[]> {
  const scores = [];
  for (let c = 0; c + 1 < clips.length; c++) {
    const outputs = new Float64Array(clips[c + 1] - clips[c]);
    network.rest();
    for (let t = clips[c]; t < clips[c + 1]; t++) {
      const pending = network.step(trains.row, trains.start[t], trains.start[t + 1]);
      if (pending !== undefined) await pending;
      outputs[t - clips[c]] = network.outputs[0];
    }
    scores.push(smoothedScores(outputs, settings));
  }
  return scores;
}
