import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../../devices/files/device-file.js';
import type { SpikingChoices } from '../../../src/experiment/networks/spiking-condition.js';
import type { EventAssumptions } from '../../../src/experiment/networks/spiking-ledger.js';
import { keptLines } from '../../../src/networks/spiking/pruning/kept-lines.js';
import type { SpikingNetwork } from '../../../src/networks/spiking/spiking-network.js';
import { onDevices, spikingProblem } from './spiking-on-devices.js';

const fits = shippedDevices().devices;
const settings = { inputs: 8, layers: [6], recurrent: false, bias: false };

async function eventsOf(
  network: SpikingNetwork,
  parameters: Float64Array,
  rows: readonly number[],
  choices: Partial<SpikingChoices> = {},
  assumed?: EventAssumptions,
  kept = false,
) {
  const made = onDevices(network, parameters, choices);
  await made.begin(parameters, kept ? keptLines(network, parameters) : undefined);
  void made.network.step(Uint16Array.from(rows), 0, rows.length);
  return made.events(assumed);
}

describe('the ledger of events', () => {
  it('charges V² G t of each device in a driven row', async () => {
    const { network, parameters } = spikingProblem({ ...settings, inputs: 2, layers: [1] }, 1);
    parameters.set([0, 0.25, 0]);
    const range = 0.5;
    const { deviceJoules, prunedJoules, events, rows } = await eventsOf(network, parameters, [0, 1], { range });
    // Devices are placed in turn; a weight of zero is two middles, and one of half the range ¾ and ¼ of the window.
    const at = (d: number, g: number) => fits[d].lowestSiemens + g * (fits[d].highestSiemens - fits[d].lowestSiemens);
    const zero = 0.04e-6 * (at(0, 0.5) + at(1, 0.5));
    const quarter = 0.04e-6 * (at(2, 0.75) + at(3, 0.25));
    expect(deviceJoules / (zero + quarter)).toBeCloseTo(1, 12);
    expect(prunedJoules / zero).toBeCloseTo(1, 12);
    expect([events, rows]).toEqual([1, 2]);
    const other = await eventsOf(network, parameters, [0, 1], { range }, { volts: 0.1, seconds: 1e-8 });
    expect((other.deviceJoules * 400) / deviceJoules).toBeCloseTo(1, 12);
  });

  it('charges a fixed resistor in each driven row, in the middle of its windows', async () => {
    const { network } = spikingProblem(settings, 1);
    const zeros = new Float64Array(network.size);
    const middle = (d: number) => (fits[d % fits.length].lowestSiemens + fits[d % fits.length].highestSiemens) / 2;
    // Nothing spikes; row r has the devices 6 r … 6 r + 5.
    const rowMean = (r: number) => 0.04e-6 * ([0, 1, 2, 3, 4, 5].reduce((sum, j) => sum + middle(6 * r + j), 0) / 6);
    const { deviceJoules, prunedJoules, referenceJoules } = await eventsOf(network, zeros, [1, 6], { signed: 'reference' });
    expect(referenceJoules / (rowMean(1) + rowMean(6))).toBeCloseTo(1, 12);
    expect(deviceJoules / (prunedJoules + referenceJoules)).toBeCloseTo(1, 12);
    const pair = await eventsOf(network, zeros, [1, 6], { signed: 'pair' });
    expect([pair.referenceJoules, pair.deviceJoules]).toEqual([0, pair.prunedJoules]);
  });

  it('converts the columns of each array of a scheme', async () => {
    const { network, parameters } = spikingProblem(settings, 1);
    const quiet = parameters.map((w) => -Math.abs(w));
    const conversions = async (scheme: string) => {
      const { devices, ...costs } = await eventsOf(network, quiet, [3], { bank: 'linear', noise: 'none', scheme });
      return [devices / 108, costs.conversions, costs.converterJoules / (256 * 20e-15)].map(Math.round);
    };
    expect(await conversions('self-correcting')).toEqual([1, 12, 12]);
    expect(await conversions('differential-pair')).toEqual([2, 24, 24]);
    expect(await conversions('multi-memristive')).toEqual([4, 48, 48]);
  });

  it('is larger with one row more', async () => {
    const { network, parameters } = spikingProblem(settings, 1);
    // Nothing spikes, so the inputs drive all rows that are driven.
    const quiet = parameters.map((w) => -Math.abs(w));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(7), { minLength: 1 }), async (rows) => {
        const [less, more] = [await eventsOf(network, quiet, rows.slice(1)), await eventsOf(network, quiet, rows)];
        expect([less.rows, more.rows]).toEqual([rows.length - 1, rows.length]);
        expect([less.events, more.events]).toEqual([6 * rows.length - 6, 6 * rows.length]);
        expect(more.deviceJoules).toBeGreaterThan(less.deviceJoules);
        expect(less.devices).toBe(more.devices);
      }),
      { numRuns: 15 },
    );
  });

  it('shows that a pruned weight leaks, at the bottom of the window in one-sided pairs', async () => {
    const { network } = spikingProblem(settings, 1);
    const zeros = new Float64Array(network.size);
    const joules = async (signed: string) => (await eventsOf(network, zeros, [0], { signed })).prunedJoules;
    const [pair, oneSided, reference] = [await joules('pair'), await joules('one-sided'), await joules('reference')];
    const ends = Array.from({ length: 12 }, (_, d) => fits[d % fits.length]);
    const bottom = 0.04e-6 * ends.reduce((sum, { lowestSiemens }) => sum + lowestSiemens, 0);
    const middle = 0.04e-6 * ends.reduce((sum, { lowestSiemens, highestSiemens }) => sum + (lowestSiemens + highestSiemens) / 2, 0);
    expect(oneSided / bottom).toBeCloseTo(1, 12);
    expect(pair / middle).toBeCloseTo(1, 12);
    expect(oneSided).toBeLessThan(pair);
    expect(reference).toBeLessThan(pair);
  });

  it('has fewer devices and less energy where rows are pruned than where as many weights are', async () => {
    const { network, parameters } = spikingProblem(settings, 1);
    const positive = parameters.map(Math.abs);
    const [rows, scattered] = [positive.slice(), positive.slice()];
    for (let i = 0; i < network.output.first; i++) {
      if (i < 24) rows[i] = 0;
      if ((i + Math.floor(i / 6)) % 2 === 0) scattered[i] = 0;
    }
    const all = [0, 1, 2, 3, 4, 5, 6, 7];
    const signed = { signed: 'one-sided' };
    const byRow = await eventsOf(network, rows, all, signed, {}, true);
    const byWeight = await eventsOf(network, scattered, all, signed, {}, true);
    const none = await eventsOf(network, positive, all, signed, {}, true);
    expect(rows.filter((w) => w === 0)).toHaveLength(scattered.filter((w) => w === 0).length);
    expect([byRow.devices, byWeight.devices, none.devices]).toEqual([60, 108, 108]);
    expect(byRow.deviceJoules).toBeLessThan(0.8 * byWeight.deviceJoules);
    expect(byRow.prunedJoules).toBe(0);
    expect(byWeight.prunedJoules).toBeGreaterThan(0.3 * byWeight.deviceJoules);
    // A device at its bottom takes less than one above it, but not nothing.
    expect(byWeight.deviceJoules).toBeLessThan(none.deviceJoules);
  });

  it('tells converters apart: 2^bits levels for each column and product, or a comparator a neuron', async () => {
    const { network, parameters } = spikingProblem(settings, 1);
    const quiet = parameters.map((w) => -Math.abs(w));
    const silent = await eventsOf(network, quiet, []);
    expect([silent.conversions, silent.converterJoules, silent.steps]).toEqual([0, 0, 1]);
    const { conversions, converterJoules, comparatorJoules } = await eventsOf(network, quiet, [3]);
    expect(conversions).toBe(12);
    expect(converterJoules).toBeCloseTo(12 * 256 * 20e-15, 20);
    expect(comparatorJoules).toBeCloseTo(6 * 2 * 20e-15, 20);
    const fine = await eventsOf(network, quiet, [3], {}, { bits: 10, femtojoules: 10 });
    expect(fine.converterJoules / converterJoules).toBeCloseTo(2, 12);
    const array = { adc: { bits: 6, range: 1e-4 } };
    const own = await eventsOf(network, quiet, [3], { bank: 'linear', noise: 'none', array });
    expect(own.converterJoules).toBeCloseTo(12 * 64 * 20e-15, 20);
  });

  it('refuses assumptions that are no numbers from 0', async () => {
    const { network, parameters } = spikingProblem(settings, 1);
    await expect(eventsOf(network, parameters, [0], {}, { volts: -1 })).rejects.toThrow('volts: got -1: expected a number from 0');
  });
}); // prettier-ignore
