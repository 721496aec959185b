import { describe, expect, it } from 'vitest';
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
});
