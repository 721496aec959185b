import type { DeviceKind, DeviceParts } from '../../devices/device-kind.js';
import { linearDevice } from '../../devices/linear-device.js';
import { noiseStructures } from '../../devices/noise/noise.js';
import { streams } from '../core/random-stream.js';
import { completeSettings } from '../core/setting.js';
import { bankLaws } from './bank-contract.js';
import { shapeFaults } from './kind-shape.js';
import { faultsOf } from './laws.js';

const NOISES = ['none', 'own', 'fitted'];
const DEVICES = 12;

/** The faults of a device kind, a sentence each: its form, and its banks with the default settings, without noise and with it. */
export async function deviceFaults(kind: DeviceKind): Promise<string[]> {
  const shape = shapeFaults(kind, ['make'], ['exact', 'walks']);
  if (!NOISES.includes(kind?.noise))
    shape.push(`noise: got ${JSON.stringify(kind?.noise)}: expected one of ${NOISES.join(', ')}`);
  if (shape.length > 0) return shape;
  const range = rangeFault(kind);
  if (range !== undefined) return [range];
  const quiet = await kindFaults(kind, false);
  const faults = quiet.length > 0 || kind.exact ? quiet : await kindFaults(kind, true);
  return [...new Set(faults)];
}

function rangeFault(kind: DeviceKind): string | undefined {
  try {
    const { range } = modelOf(kind, false);
    const wrong = Array.from({ length: DEVICES }, (_, d) => d).find((d) => !(range?.[d] >= 1));
    if (wrong === undefined && range.length === DEVICES) return undefined;
    return `range: got ${range?.[wrong ?? DEVICES]} as N of device ${wrong ?? DEVICES}: expected one whole number of at least 1 for each of the placed devices`;
  } catch (error) {
    return `make: got the error "${(error as Error).message}": expected a model with the default settings`;
  }
}

function kindFaults(kind: DeviceKind, noisy: boolean): Promise<string[]> {
  const model = modelOf(kind, noisy);
  const subject = {
    make: (seed: number) => model.bank(streams(seed)),
    range: Math.max(...model.range),
    series: 8,
  };
  const applies = Object.entries(bankLaws).filter(([law]) => {
    if (kind.exact && law.startsWith('enough')) return false;
    return !noisy || !law.includes('stays there');
  });
  return faultsOf(Object.fromEntries(applies), subject);
}

function modelOf(kind: DeviceKind, noisy: boolean) {
  const parts: DeviceParts = {
    fits: [100, 200, 200].map((pulses) => linearDevice(pulses, { update: 0.02, read: 0.02, pulse: 0.002 })),
    placed: Uint16Array.from({ length: DEVICES }, (_, d) => d % 3),
    noise: noisy ? noiseStructures.write : noiseStructures.none,
    noisy,
    walk: 'published',
  };
  return kind.make(parts, completeSettings(kind.settings));
}
