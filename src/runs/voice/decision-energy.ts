import { shippedDevices } from '../../../devices/files/device-file.js';
import type { EventCosts } from '../../experiment/networks/spiking-ledger.js';
import { spikingMaker } from '../../experiment/networks/spiking-maker.js';
import { keptLines } from '../../networks/spiking/pruning/kept-lines.js';
import { networkOf, type Detector } from '../../voice/detector/detector.js';
import { binCode } from '../../voice/features/bins.js';
import { framesOf } from '../../voice/features/frame-stream.js';
import type { Sound } from '../../voice/wav/sound.js';
import { voiceOnDevices } from './detect-on-devices.js';

/** Sound of which the mean energy of a decision is taken, s. */
const LONGEST = 60;

/** What decisions cost on the devices that ship with memloop, as one-sided pairs by their mean curves: the ledger over the first minute of a sound. */
export async function decisionEnergy(
  detector: Detector,
  { sampleRate, samples }: Sound,
): Promise<EventCosts> {
  const network = networkOf(detector.settings);
  const choices = { bank: 'mean', signed: 'one-sided' } as const;
  const condition = voiceOnDevices(choices, detector);
  const devices = spikingMaker(network, condition, shippedDevices().devices)(0);
  await devices.begin(detector.parameters, keptLines(network, detector.parameters));
  devices.network.reset();
  const frames = framesOf({ sampleRate, samples: samples.subarray(0, LONGEST * sampleRate) });
  await devices.network.answer(binCode(frames, detector.edges), new Float64Array(frames.count));
  return devices.events();
}
