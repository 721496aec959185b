import { describe, expect, it } from 'vitest';
import { Converter } from '../../../devices/array/converters/converter.js';
import { RandomStream } from '../../../src/core/random-stream.js';
import { Network } from '../../../src/networks/network.js';
import { NetworkLoss } from '../../../src/networks/network-loss.js';
import { DiffusedNetwork } from '../../../src/networks/quantised/diffused-network.js';
import { DiffusedQuantiser } from '../../../src/networks/quantised/diffused-quantiser.js';
import { sharedData } from '../../shared.js';
import { oracle } from '../oracle.js';

interface Golden {
  quantiser: { quantum: number; input: number[]; output: number[]; maxRunningError: number }[];
}

/** Outputs of one signal, and the largest size of the sum of its errors. */
function quantised(quantum: number, input: ArrayLike<number>) {
  const sut = new DiffusedQuantiser(quantum, 1);
  const value = new Float64Array(1);
  let [sum, worst] = [0, 0];
  const output = Array.from(input, (v) => {
    value[0] = v;
    sut.quantise(value);
    sum += v - value[0];
    worst = Math.max(worst, Math.abs(sum));
    return value[0];
  });
  return { output, worst };
}

sharedData('oracle/networks/hardware_training.json').describe('the temporally diffused quantiser', () => {
  it('gives the outputs that were computed apart', () => {
    const cases = oracle<Golden>('hardware_training.json')!.quantiser;
    expect(cases).not.toHaveLength(0);
    for (const { quantum, input, output, maxRunningError } of cases) {
      const found = quantised(quantum, input);
      expect(found.output).toEqual(output);
      expect(found.worst).toBeCloseTo(maxRunningError, 12);
    }
  });
});

describe('the temporally diffused quantiser', () => {
  it('has errors that add up to half a quantum at most, in each of 100 000 random signals', () => {
    const [signals, steps] = [100_000, 24];
    const random = new RandomStream('signals');
    const noise = new Float64Array(steps);
    let worst = 0;
    for (let s = 0; s < signals; s++) {
      const quantum = 2 ** (6 * random.uniform() - 4);
      const [scale, slow] = [4 * random.uniform(), random.uniform()];
      random.normals(noise, steps);
      for (let n = 1; n < steps; n++) noise[n] = slow * noise[n - 1] + noise[n];
      worst = Math.max(
        worst,
        quantised(
          quantum,
          noise.map((value) => scale * value),
        ).worst / quantum,
      );
    }
    expect(worst).toBeLessThanOrEqual(0.5 + 1e-9);
    expect(worst).toBeGreaterThan(0.499);
  });

  it('gives multiples of the quantum, and the signal itself for a quantum of 0', () => {
    const input = Array.from({ length: 40 }, (_, n) => Math.sin(n));
    expect(quantised(0, input).output).toEqual(input);
    for (const value of quantised(0.25, input).output) expect(value * 4).toBe(Math.round(value * 4));
    expect(() => new DiffusedQuantiser(-1, 2)).toThrow(
      'got the quantum -1 of a quantiser: expected a number from 0',
    );
  });

  it('begins anew after a reset', () => {
    const sut = new DiffusedQuantiser(1, 2);
    const round = () => {
      const values = Float64Array.of(0.4, 0.8);
      sut.quantise(values);
      return [...values];
    };
    const first = round();
    expect(round()).not.toEqual(first);
    sut.reset();
    expect(round()).toEqual(first);
  });

  it('is what a converter with carried errors does within its range', () => {
    const random = new RandomStream('both');
    const sut = new Converter({ bits: 5, diffuse: true }, 1, 1, new RandomStream('none'));
    sut.reach(1);
    const values = Array.from({ length: 2000 }, () => 1.8 * random.uniform() - 0.9);
    const converted = values.map((value) => {
      const place = Float64Array.of(value);
      sut.sense(place, new Uint32Array(1), 1);
      return Math.round(15 * place[0]);
    });
    expect(converted).toEqual(quantised(1 / 15, values).output.map((value) => Math.round(15 * value)));
  });
});

/** A network with random parameters, and some inputs. */
function example(hidden: readonly string[]) {
  const random = new RandomStream('diffused network');
  const network = new Network(3, [...hidden.map((activation) => ({ width: 6, activation })), { width: 2 }]);
  const parameters = new Float64Array(network.size);
  random.normals(parameters, network.size);
  const inputs = new Float64Array(3 * 40);
  random.normals(inputs, inputs.length);
  return { network, parameters, inputs };
}

describe('a network that is run through diffused quantisers', () => {
  it('lies between one that spikes and the network itself, which it is for a quantum of 0', () => {
    const { network, parameters, inputs } = example(['tanh', 'softplus']);
    const exact = new NetworkLoss(network, { count: 40, inputs, targets: new Float64Array(80) }).outputs(
      parameters,
    );
    const farthest = (quantum: number) => {
      const sut = new DiffusedNetwork(network, parameters, quantum);
      let worst = 0;
      for (let n = 0; n < 40; n++) {
        sut.step(Float64Array.of(inputs[n], inputs[40 + n], inputs[80 + n]));
        sut.output.forEach((value, o) => (worst = Math.max(worst, Math.abs(value - exact[o * 40 + n]))));
      }
      return worst;
    };
    expect(farthest(0)).toBeLessThan(1e-13);
    const errors = [1, 1e-2, 1e-4, 1e-6].map(farthest);
    errors.forEach((error, k) => expect(error).toBeLessThan(50 * 100 ** -k));
    expect(errors[0]).toBeGreaterThan(0.1);
  });

  it('has a mean over n steps of one input that is off by q Σ|weights| / 2n at most', () => {
    const { network, parameters } = example(['relu']);
    const input = Float64Array.of(0.3, -1.1, 0.7);
    const [exact, sut] = [0, 0.5].map((quantum) => new DiffusedNetwork(network, parameters, quantum));
    exact.step(input);
    const { first, rowLength } = network.layers[1];
    const sums = new Float64Array(2);
    for (let n = 1; n <= 200; n++) {
      sut.step(input);
      for (const o of [0, 1]) {
        sums[o] += sut.output[o];
        const row = parameters.subarray(first + o * rowLength, first + o * rowLength + 6);
        const bound = (0.25 * row.reduce((sum, weight) => sum + Math.abs(weight), 0)) / n;
        expect(Math.abs(sums[o] / n - exact.output[o])).toBeLessThanOrEqual(bound + 1e-12);
      }
    }
    sut.reset();
    expect(() => new DiffusedNetwork(network, new Float64Array(3), 1)).toThrow(
      'got 3 parameters of a network',
    );
  });
});
