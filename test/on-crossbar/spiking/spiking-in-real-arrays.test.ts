import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../../src/core/random-stream.js';
import type { SpikingChoices } from '../../../src/experiment/networks/spiking-condition.js';
import { onDevices, spikingProblem } from './spiking-on-devices.js';

const linear = { bank: 'linear', noise: 'none', range: 3 } as const;
const settings = { inputs: 6, layers: [5] };

/** Root mean square of membranes after a step from rest, less those of the weights that the devices hold. */
async function distance(choices: Partial<SpikingChoices>): Promise<number> {
  const { network, parameters } = spikingProblem(settings, 1);
  const made = onDevices(network, parameters, { ...linear, ...choices });
  await made.begin(parameters);
  const held = new Float64Array(network.size);
  made.held(held);
  const rows = [0, 2, 3, 5];
  void made.network.step(Uint16Array.from(rows), 0, rows.length);
  const apart = made.network.membranes[0].map(
    (v, j) => v - rows.reduce((sum, r) => sum + held[r * 5 + j], 0),
  );
  return Math.hypot(...apart) / Math.sqrt(5);
}

describe('a spiking network in a real array', () => {
  it('sums up what its devices hold where the array is ideal', async () => {
    for (const signed of ['pair', 'reference', 'one-sided'])
      expect(await distance({ signed, array: {} })).toBeLessThan(1e-12);
  });

  it('feels wires, in proportion to their resistance', async () => {
    const distances = [];
    for (const ohms of [1, 2, 4]) distances.push(await distance({ array: { wires: { ohms } } }));
    expect(distances[0]).toBeGreaterThan(1e-5);
    for (const [i, far] of distances.slice(1).entries())
      expect(Math.abs(far / distances[i] - 2)).toBeLessThan(0.2);
  });

  it('has an ADC that holds the sums of a bin code, and counts what one with a smaller range clips', async () => {
    const { network, parameters } = spikingProblem({ inputs: 256, layers: [6] }, 1);
    const random = new RandomStream('bins');
    const frames = Array.from({ length: 40 }, () => Uint16Array.from({ length: 32 }, (_, band) => 8 * band + random.below(8)));
    const heard = async (adc: object, encoding = 'per-device') => {
      const choices = { bank: 'cycles', signed: 'pair', drivenInputs: 32, array: { encoding, adc: { bits: 8, ...adc } } } as const;
      const made = onDevices(network, parameters, choices as Partial<SpikingChoices>);
      await made.begin(parameters);
      expect(made.events().clipped).toBe(0);
      for (const rows of frames) void made.network.step(rows, 0, rows.length);
      const { clipped, conversions } = made.events();
      made.network.reset();
      expect(made.events().clipped).toBe(0);
      return clipped / conversions;
    };
    expect(await heard({})).toBe(0);
    expect(await heard({}, 'shared')).toBe(0);
    // About 16 units in each column of the layer.
    expect(await heard({ range: 4e-6 })).toBeGreaterThan(0.8);
  });

  it('is off by the 8 bits of that range', async () => {
    const { network, parameters } = spikingProblem({ inputs: 256, layers: [6] }, 1);
    const rows = Array.from({ length: 32 }, (_, band) => 8 * band + (band % 8));
    const choices = { ...linear, signed: 'pair', drivenInputs: 32, array: { adc: { bits: 8 } } };
    const made = onDevices(network, parameters, choices);
    await made.begin(parameters);
    const held = new Float64Array(network.size);
    made.held(held);
    void made.network.step(Uint16Array.from(rows), 0, rows.length);
    // 32 inputs and 6 neurons at once; each of two columns is off by half a step at most.
    const step = (3 * (32 + 6)) / 127;
    const apart = made.network.membranes[0].map((v, j) => v - rows.reduce((sum, r) => sum + held[r * 6 + j], 0));
    for (const far of apart) expect(Math.abs(far)).toBeLessThan(step);
    expect(Math.hypot(...apart) / Math.sqrt(6)).toBeGreaterThan(step / 10);
    // Devices are written to half a step: each is off by that, and by half a step of its reading.
    const most = Math.max(...held.subarray(0, network.output.first).map((value, i) => Math.abs(value - parameters[i])));
    expect(most).toBeLessThan(2.05 * step);
  });

  it('refuses a number of driven inputs that is none', () => {
    const { network, parameters } = spikingProblem(settings, 1);
    expect(() => onDevices(network, parameters, { drivenInputs: 7 })).toThrow('drivenInputs: got 7: expected a whole number from 1 to the 6 inputs of the network');
  });

  it('feels converters by half a step at most, and is written as finely as they see', async () => {
    for (const bits of [5, 8]) {
      const adc = { bits, range: 1e-5 };
      // In weights, a step of the sum of a column is range × step / unit current; two columns are off by half of it each.
      const step = (3 * (1e-5 / (2 ** (bits - 1) - 1))) / 2e-6;
      const far = await distance({ array: { adc } });
      expect(far).toBeLessThan(step);
      expect(far).toBeGreaterThan(step / 100);
      const { network, parameters } = spikingProblem(settings, 1);
      const made = onDevices(network, parameters, { ...linear, array: { adc } });
      await made.begin(parameters);
      const held = new Float64Array(network.size);
      made.held(held);
      const most = Math.max(...held.map((value, i) => Math.abs(value - parameters[i])));
      // The reading is off by half a step, and so may be the write that it ends: for each of two devices.
      expect(most).toBeLessThan(2.05 * step);
      expect(most).toBeGreaterThan(step / 20);
      // No device was pulsed on and on.
      expect(made.costs().wear).toBeLessThan(300);
    }
  });
}); // prettier-ignore
