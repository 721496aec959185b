import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/core/random-stream.js';
import { activations } from '../../src/networks/activations/activations.js';
import { losses } from '../../src/networks/losses/losses.js';
import { Network, type LayerSettings } from '../../src/networks/network.js';
import { NetworkLoss } from '../../src/networks/network-loss.js';
import { samplesOf } from '../../src/networks/samples.js';

/** A network with random samples and parameters. */
function example(
  layers: LayerSettings[],
  inputs: number,
  count: number,
  seed: number,
  loss = 'mean-square',
  weighted = false,
) {
  const network = new Network(inputs, layers);
  const random = new RandomStream(`network ${seed}`);
  const column = (length: number) => Float64Array.from({ length }, () => 2 * random.uniform() - 1);
  let targets = column(network.outputs * count);
  if (loss === 'cross-entropy') targets = oneHot(network.outputs, count, random);
  const inputColumns = column(inputs * count);
  const weights = weighted ? { weights: column(count).map((weight) => Math.abs(weight) + 0.1) } : {};
  const samples = { count, inputs: inputColumns, targets, ...weights };
  return {
    objective: new NetworkLoss(network, samples, losses.get(loss)),
    samples,
    parameters: column(network.size),
  };
}

/** The smallest |z| of the three neurons behind two inputs: how near samples come to where an activation bends. */
function nearest({ samples: { count, inputs }, parameters }: ReturnType<typeof example>) {
  let least = Infinity;
  for (let n = 0; n < count; n++)
    for (let row = 0; row < 9; row += 3) {
      const [first, second, bias] = parameters.subarray(row, row + 3);
      least = Math.min(least, Math.abs(first * inputs[n] + second * inputs[count + n] + bias));
    }
  return least;
}

function oneHot(outputs: number, count: number, random: RandomStream) {
  const targets = new Float64Array(outputs * count);
  for (let n = 0; n < count; n++) targets[random.below(outputs) * count + n] = 1;
  return targets;
}

/** Largest difference of a gradient and a Hessian from central differences. */
function worst({ objective, parameters }: ReturnType<typeof example>) {
  const { size } = objective;
  const [gradient, above, below] = Array.from({ length: 3 }, () => new Float64Array(size));
  const hessian = new Float64Array(size * size);
  objective.hessian(parameters, gradient, hessian);
  let [first, second] = [0, 0];
  const h = 1e-5;
  for (let i = 0; i < size; i++) {
    const up = objective.gradient(parameters.with(i, parameters[i] + h), above);
    const down = objective.gradient(parameters.with(i, parameters[i] - h), below);
    first = Math.max(first, Math.abs((up - down) / (2 * h) - gradient[i]));
    for (let k = 0; k < size; k++)
      second = Math.max(second, Math.abs((above[k] - below[k]) / (2 * h) - hessian[i * size + k]));
  }
  return { first, second };
}

const bent = ['relu', 'leaky_relu', 'selu'];
const coarse = activations.names.filter((name) => activations.get(name).coarse);
const smooth = activations.names.filter((name) => ![...bent, ...coarse].includes(name));

describe('a network has the gradient and the Hessian of central differences', () => {
  for (const activation of smooth) {
    it(`with ${activation}, for 1 to 80 samples`, () => {
      for (let count = 1; count <= 80; count++) {
        const { first, second } = worst(example([{ width: 3, activation }, { width: 1 }], 2, count, count));
        expect(first, `${count} samples`).toBeLessThan(1e-8);
        expect(second, `${count} samples`).toBeLessThan(1e-7);
      }
    });
  }
  for (const activation of bent) {
    it(`with ${activation}, for 1 to 80 samples that a step does not carry across the bend`, () => {
      for (let count = 1; count <= 80; count++) {
        const made = (seed: number): ReturnType<typeof example> => {
          const drawn = example([{ width: 3, activation }, { width: 1 }], 2, count, seed);
          return nearest(drawn) > 1e-4 ? drawn : made(seed + 1000);
        };
        const { first, second } = worst(made(count));
        expect(first, `${count} samples`).toBeLessThan(1e-8);
        expect(second, `${count} samples`).toBeLessThan(1e-7);
      }
    });
  }
  it('in any shape', () => {
    const layer = fc.record({
      width: fc.integer({ min: 1, max: 4 }),
      activation: fc.constantFrom(...smooth),
      bias: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(layer, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom(...losses.names),
        fc.boolean(),
        fc.integer(),
        (layers, inputs, count, loss, weighted, seed) => {
          const { first, second } = worst(example(layers, inputs, count, seed, loss, weighted));
          return first < 1e-8 && second < 1e-7;
        },
      ),
      { numRuns: 60, seed: 5 },
    );
  });
});

describe('a network refuses', () => {
  const { objective, parameters } = example([{ width: 2 }, { width: 1 }], 2, 5, 1);
  const gradient = new Float64Array(objective.size);
  it('columns of another length', () => {
    expect(() => objective.value(parameters.subarray(1))).toThrow(
      'got 8 numbers for parameters of a network: expected 9',
    );
    expect(() => objective.gradient(parameters, gradient.subarray(1))).toThrow(
      'got 8 numbers for the gradient',
    );
    expect(() => objective.hessian(parameters, gradient, gradient)).toThrow(
      'got 9 numbers for the matrix of a network: expected 81',
    );
  });
  it('samples that are not of one length, or not whole', () => {
    expect(() =>
      samplesOf(
        [
          [1, 2],
          [3, 4, 5],
        ],
        [[1], [2]],
      ),
    ).toThrow('got 3 numbers in row 2 of samples: expected 2, as in the first');
    const samples = { count: 1.5, inputs: gradient, targets: gradient };
    expect(() => new NetworkLoss(new Network(1, [{ width: 1 }]), samples)).toThrow(
      'got 1.5 samples: expected a whole number from 1',
    );
  });
});
