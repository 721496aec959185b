import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../../src/core/random-stream.js';
import { lastSquare, logisticLoss } from '../../../src/networks/spiking/sequence-loss.js';
import { spikeTrainsOf } from '../../../src/networks/spiking/spike-trains.js';
import { SpikingGradient } from '../../../src/networks/spiking/spiking-gradient.js';
import { SpikingNetwork } from '../../../src/networks/spiking/spiking-network.js';
import { surrogates } from '../../../src/networks/spiking/surrogates/surrogates.js';
import { drawSpiking } from '../../../src/networks/spiking/training/draw-spiking.js';
import { derivative, type LogisticProblem } from './forward-mode.js';
import { randomTrains } from './random-trains.js';

const slopes: Record<string, (v: number) => number> = {
  'fast-sigmoid': (v) => (1 + 5 * Math.abs(v - 1)) ** -2,
  triangle: (v) => (Math.abs(v - 1) < 1 ? 0.3 * (1 - Math.abs(v - 1)) : 0),
  arctangent: (v) => 1 / (1 + (Math.PI * (v - 1)) ** 2),
};

const problems = fc
  .record({
    inputs: fc.integer({ min: 1, max: 7 }),
    layers: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }),
    outputs: fc.integer({ min: 1, max: 3 }),
    recurrent: fc.boolean(),
    bias: fc.boolean(),
    leak: fc.double({ min: 0, max: 1, noNaN: true }),
    outputLeak: fc.double({ min: 0, max: 1, noNaN: true }),
    seed: fc.nat(),
    surrogate: fc.constantFrom(...surrogates.names),
  })
  .map(({ seed, surrogate, ...settings }) => {
    const network = new SpikingNetwork(settings);
    const stream = new RandomStream(`${seed}`);
    const steps = 1 + stream.below(12);
    const targets = new Float64Array(steps * network.output.width).map(() => stream.uniform());
    // Twice the usual weights, so that many neurons spike.
    const parameters = drawSpiking(network, seed, 2).map((weight) => 2 * weight);
    const activity = { level: 0.05, strength: 3 };
    const trains = randomTrains(`${seed}`, steps, network.inputs, 0.4);
    return { network, parameters, trains, targets, activity, slope: slopes[surrogate], surrogate };
  });

const objectiveOf = ({ network, targets, activity }: LogisticProblem, surrogate: string) =>
  new SpikingGradient(network, logisticLoss(targets, undefined, network.output.width), {
    surrogate: surrogates.get(surrogate),
    activity,
  });

describe('the gradient of a spiking network', () => {
  it('is the derivative that is carried forward through time, for any shape and surrogate', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const gradient = new Float64Array(problem.network.size);
        objectiveOf(problem, problem.surrogate).add(problem.parameters, gradient, problem.trains);
        for (const [i, slope] of gradient.entries()) {
          const expected = derivative(problem, i);
          expect(Math.abs(slope - expected), `parameter ${i}`).toBeLessThan(1e-11 * (1 + Math.abs(expected)));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('agrees with differences of the loss in the output weights, which move no spike', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { network, parameters, trains } = problem;
        const objective = objectiveOf(problem, 'triangle');
        const gradient = new Float64Array(network.size);
        objective.add(parameters, gradient, trains);
        for (let i = network.output.first; i < network.size; i++) {
          const moved = (by: number) =>
            objective.value(
              parameters.map((weight, k) => (k === i ? weight + by : weight)),
              trains,
            );
          expect((moved(1e-5) - moved(-1e-5)) / 2e-5).toBeCloseTo(gradient[i], 6);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('adds up over sequences, each from rest', () => {
    const network = new SpikingNetwork({ inputs: 6, layers: [8, 4] });
    const parameters = drawSpiking(network, 2, 2);
    const trains = randomTrains('sum', 60, 6, 0.4);
    const objective = new SpikingGradient(network, logisticLoss(new Float64Array(60)));
    const both = new Float64Array(network.size);
    const [first, second] = [both.slice(), both.slice()];
    const value =
      objective.add(parameters, both, trains, 0, 40) + objective.add(parameters, both, trains, 40, 60);
    const other = new SpikingGradient(network, logisticLoss(new Float64Array(60)));
    const apart = other.add(parameters, second, trains, 40, 60) + other.add(parameters, first, trains, 0, 40);
    expect(value).toBeCloseTo(apart, 12);
    for (const [i, slope] of both.entries()) expect(slope).toBeCloseTo(first[i] + second[i], 12);
  });

  it('counts steps by their weights, and only the last under the square', () => {
    const loss = logisticLoss([1, 0, 1], [0, 2, 1]);
    const slopesOf = new Float64Array(3);
    expect(loss(Float64Array.of(5, 0, -800), slopesOf, 0, 3)).toBeCloseTo(2 * Math.LN2 + 800, 10);
    expect([...slopesOf]).toEqual([-0, 1, -1]);
    expect(lastSquare([1])(Float64Array.of(7, 3), slopesOf, 4, 6)).toBe(4);
    expect([...slopesOf.subarray(0, 2)]).toEqual([0, 4]);
  });

  it('refuses what does not fit the network', () => {
    const network = new SpikingNetwork({ inputs: 3, layers: [2] });
    const objective = new SpikingGradient(network, lastSquare([0]));
    const run = (steps: number[][], size = network.size) =>
      objective.value(new Float64Array(size), spikeTrainsOf(steps));
    expect(() => run([[0]], 4)).toThrow(`got 4 parameters of a spiking network: expected ${network.size}`);
    expect(() => run([[0], [3]])).toThrow('got a spike of input 3 in step 1');
    expect(() => run([[1, 1]])).toThrow('expected inputs below 3 in rising order');
    expect(() => run([])).toThrow('got the sequence of steps 0 to 0');
    expect(() => new SpikingNetwork({ inputs: 3, layers: [] })).toThrow('without layers');
    expect(() => new SpikingNetwork({ inputs: 3, layers: [0] })).toThrow('got 0 inputs or neurons');
    expect(() => new SpikingNetwork({ inputs: 3, layers: [1], leak: 1.1 })).toThrow('got a leak of 1.1');
  });
});
