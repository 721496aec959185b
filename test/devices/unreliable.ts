import { reliabilityKinds } from '../../devices/wrappers/reliability/reliability-kinds.js';
import type { UnreliableArray } from '../../devices/wrappers/reliability-kind.js';
import type { DeviceBank } from '../../devices/device-bank.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { completeSettings, type Settings } from '../../src/core/setting.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { LinearBank } from './linear-bank.js';

/** The window of every device of these tests, siemens: 20 µS wide, as the measured ones. */
export const [G0, G1] = [30e-6, 50e-6];

/** Equal devices without noise; 200 pulses take one through its window. */
export function linear(size: number): LinearBank {
  return new LinearBank(new Float64Array(size).fill(G0), new Float64Array(size).fill(G1), 200);
}

/** A bank with an effect of the catalogue around it. */
export function withEffect(
  name: string,
  written: Partial<Settings>,
  bank: DeviceBank,
  array: Partial<UnreliableArray> = {},
): DeviceBank {
  const { settings, wrap } = reliabilityKinds[name];
  return wrap(bank, completeSettings(settings, written), {
    random: new RandomStream(`test/${name}`),
    columns: 1,
    kelvin: 298.15,
    ...array,
  });
}

/** Pulses for each of some devices. */
export function pulsesFor(devices: readonly number[], pulses: number): UpdateBatch {
  const batch = new UpdateBatch(devices.length);
  devices.forEach((d, i) => {
    batch.add(d, pulses);
    batch.pulses[i] = pulses;
  });
  return batch;
}

/** The numbers 0 … n − 1. */
export const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

/** What a reading of all devices is off by, siemens. */
export function offBy(bank: DeviceBank): Float64Array {
  const deviation = new Float64Array(bank.size);
  bank.readNoise?.read(Uint32Array.from(upTo(bank.size)), deviation, bank.size);
  return deviation;
}

/** Weights of all devices. */
export const weights = ({ conductance }: DeviceBank) => Array.from(conductance, (g) => (g - G0) / (G1 - G0));

/** Mean and standard deviation. */
export function moments(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const square = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(square) };
}
