import { describe, expect, it } from 'vitest';
import { NetworkLoss } from '../../src/networks/network-loss.js';
import { onDevices, problem } from './on-devices.js';

const layers = [{ width: 3, activation: 'tanh' }, { width: 2 }];
const linear = { bank: 'linear', noise: 'none', range: 3 } as const;

/** Gradient as read on linear devices in an array, and that of the weights which they hold. */
async function gradients(choices: Parameters<typeof onDevices>[1]) {
  const { network, samples, parameters } = problem(2, layers, 8);
  const made = onDevices(network, { ...linear, ...choices });
  await made.begin(parameters.map((value) => value / 2));
  const held = new Float64Array(network.size);
  made.held(held);
  await made.network.read(samples);
  const exact = new Float64Array(network.size);
  new NetworkLoss(network, samples).gradient(held, exact);
  return { network, made, samples, held, exact, read: made.network.gradient.slice() };
}

function relativeDistance(one: Float64Array, other: Float64Array): number {
  return Math.hypot(...one.map((value, i) => value - other[i])) / Math.hypot(...other);
}

describe('a network in a real array', () => {
  it('reads what its devices hold where the array is ideal', async () => {
    for (const signed of ['pair', 'reference']) {
      const { read, exact } = await gradients({ signed, array: {} });
      expect(relativeDistance(read, exact)).toBeLessThan(1e-12);
    }
  });

  it('feels wires forward and backward, in proportion to their resistance', async () => {
    const distances = [];
    for (const ohms of [1, 2, 4]) {
      const { read, exact } = await gradients({ array: { wires: { ohms } } });
      distances.push(relativeDistance(read, exact));
    }
    expect(distances[0]).toBeGreaterThan(1e-5);
    for (const [i, distance] of distances.slice(1).entries())
      expect(Math.abs(distance / distances[i] - 2)).toBeLessThan(0.2);
  });

  it('feels converters: the gradient comes nearer with every two bits', async () => {
    const distances = [];
    for (const bits of [6, 8, 10, 12]) {
      const { read, exact } = await gradients({ array: { dac: { bits }, adc: { bits, range: 1e-5 } } });
      distances.push(relativeDistance(read, exact));
    }
    expect(distances[0]).toBeLessThan(0.5);
    expect(distances[3]).toBeLessThan(distances[0] / 16);
    expect(distances[3]).toBeGreaterThan(1e-6);
  });

  it('reads through six bits the better the more carried conversions make a number, and no better through plain ones', async () => {
    const distance = async (adc: object) => {
      const { read, exact } = await gradients({ array: { adc: { bits: 6, range: 1e-5, ...adc } } });
      return relativeDistance(read, exact);
    };
    const plain = await distance({});
    expect(await distance({ samples: 64 })).toBe(plain);
    const [few, many] = [
      await distance({ samples: 16, diffuse: true }),
      await distance({ samples: 256, diffuse: true }),
    ];
    expect(few).toBeLessThan(plain / 4);
    expect(many).toBeLessThan(few / 4);
  });

  it('learns through steps by stand-in slopes, as its exact network does', async () => {
    const { network, samples, parameters } = problem(2, [{ width: 8, activation: 'step_relu' }, { width: 2 }], 12);
    const made = onDevices(network, { ...linear, pulses: 'stochastic' });
    await made.begin(parameters.map((value) => value / 2));
    await made.network.read(samples);
    const [before] = made.network.loss;
    const held = new Float64Array(network.size);
    made.held(held);
    const exact = new Float64Array(network.size);
    expect(new NetworkLoss(network, samples).gradient(held, exact)).toBeCloseTo(before, 10);
    expect(relativeDistance(made.network.gradient, exact)).toBeLessThan(1e-10);
    for (let step = 0; step < 300; step++) {
      await made.network.descend(0.05);
      await made.network.read(samples);
    }
    expect(made.network.loss[0]).toBeLessThan(before / 2);
  });

  it('learns with one voltage a line, in the weights that its reads see', async () => {
    const { made, samples } = await gradients({ pulses: 'stochastic', array: { encoding: 'shared' } });
    const [before] = made.network.loss;
    for (let step = 0; step < 200; step++) {
      await made.network.read(samples);
      await made.network.descend(0.1);
    }
    expect(made.network.loss[0]).toBeLessThan(before / 2);
  });

  it('reads with less noise where products are averaged', async () => {
    const spread = async (averaging: number) => {
      const { made, samples, exact } = await gradients({ averaging, noise: { read: { white: 0.02 } } });
      let squares = 0;
      for (let k = 0; k < 200; k++) {
        await made.network.read(samples);
        // Biases of the output layer: their slope is the error of the outputs.
        squares += (made.network.gradient.at(-1)! - exact.at(-1)!) ** 2;
      }
      return squares / 200;
    };
    const [once, often] = [await spread(1), await spread(9)];
    // A ratio of two variances of 200 reads each, 9 within a standard error of 14 %.
    expect(once / often).toBeGreaterThan(5);
    expect(once / often).toBeLessThan(14);
  });

  it('lets time pass for devices that drift', async () => {
    const still = await gradients({ array: { reliability: { retention: {} }, stepSeconds: 1e4, kelvin: 450 } });
    const before = still.held.slice();
    for (let step = 0; step < 50; step++) still.made.rest();
    still.made.held(still.held);
    expect(relativeDistance(still.held, before)).toBeGreaterThan(1e-4);
  });
}); // prettier-ignore
