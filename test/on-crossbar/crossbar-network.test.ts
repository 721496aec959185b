import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { IdealBank } from '../../devices/ideal.js';
import { dormandPrince853 } from '../../src/core/maths/ode/dormand-prince-853.js';
import { GradientFlow } from '../../src/core/maths/ode/gradient-flow.js';
import { integrate } from '../../src/core/maths/ode/integrate.js';
import { RungeKutta } from '../../src/core/maths/ode/runge-kutta.js';
import { ExactCrossbar } from '../../src/crossbar/exact-crossbar.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { activations } from '../../src/networks/activations/activations.js';
import { losses } from '../../src/networks/losses/losses.js';
import { NetworkLoss } from '../../src/networks/network-loss.js';
import { CrossbarNetwork } from '../../src/on-crossbar/crossbar-network.js';
import { signings } from '../../src/on-crossbar/signing.js';
import { later } from '../drivers/later.js';
import { schemes } from '../../src/schemes/schemes.js';
import { onDevices, problem } from './on-devices.js';

const layer = fc.record({
  width: fc.integer({ min: 1, max: 4 }),
  activation: fc.constantFrom(
    ...activations.names.filter((name) => name !== 'square' && !activations.get(name).coarse),
  ),
  bias: fc.boolean(),
});
const nets = fc.record({
  inputs: fc.integer({ min: 1, max: 4 }),
  layers: fc.array(layer, { minLength: 1, maxLength: 3 }),
  count: fc.integer({ min: 1, max: 6 }),
  signed: fc.constantFrom(...signings.names),
  key: fc.string(),
});
const layers = [{ width: 3, activation: 'tanh' }, { width: 1 }];

describe('a network in exact memories', () => {
  it('has the gradient and the loss of its weights', async () => {
    await fc.assert(
      fc.asyncProperty(nets, async ({ inputs, layers, count, signed, key }) => {
        const { network, samples, parameters } = problem(inputs, layers, count, key);
        const made = onDevices(network, { signed });
        await made.begin(parameters);
        await made.network.read(samples);
        const gradient = new Float64Array(network.size);
        const loss = new NetworkLoss(network, samples).gradient(parameters, gradient);
        expect(Math.abs(made.network.loss[0] - loss)).toBeLessThan(1e-12 * (1 + loss));
        const largest = Math.max(1, ...gradient.map(Math.abs));
        for (const [i, slope] of made.network.gradient.entries())
          expect(Math.abs(slope - gradient[i])).toBeLessThan(1e-12 * largest);
      }),
      { numRuns: 150 },
    );
  });

  it.each(signings.names)('holds what was written, and moves by −rate · slope (%s)', async (signed) => {
    const { network, samples, parameters } = problem(2, layers, 5);
    const made = onDevices(network, { signed });
    await made.begin(parameters);
    const held = new Float64Array(network.size);
    made.held(held);
    for (const [i, value] of held.entries()) expect(Math.abs(value - parameters[i])).toBeLessThan(1e-14);
    await made.network.read(samples);
    await made.network.descend(0.1);
    made.held(held);
    for (const [i, value] of held.entries())
      expect(Math.abs(value - (parameters[i] - 0.1 * made.network.gradient[i]))).toBeLessThan(1e-14);
  });

  it('counts sample weights, other losses, and chosen samples', async () => {
    const { network, samples, parameters } = problem(2, [{ width: 3, activation: 'g' }, { width: 2 }], 6);
    const weights = Float64Array.of(1, 2, 0, 4, 1, 3);
    const targets = samples.targets.map((_, at) => (at < 6 ? 0.25 : 0.75));
    const weighted = { ...samples, targets, weights };
    const made = onDevices(network, {}, 0, 'cross-entropy');
    await made.begin(parameters);
    await made.network.read(weighted);
    const loss = new NetworkLoss(network, weighted, losses.get('cross-entropy'));
    expect(made.network.loss[0]).toBeCloseTo(loss.value(parameters), 12);
    await made.network.read(samples, Uint32Array.of(4, 1));
    const chosen = [4, 1];
    const part = (column: Float64Array) =>
      Float64Array.from({ length: (column.length / 6) * 2 }, (_, at) => column[Math.floor(at / 2) * 6 + chosen[at % 2]]);
    const two = new NetworkLoss(network, { count: 2, inputs: part(samples.inputs), targets: part(samples.targets) }, losses.get('cross-entropy'));
    expect(made.network.loss[0]).toBeCloseTo(two.value(parameters), 12);
  });

  it('reads nothing for lines that are all zero', async () => {
    const { network, samples, parameters } = problem(2, [{ width: 2, activation: 'relu', bias: false }, { width: 1, bias: false }], 1);
    const silent = { ...samples, inputs: new Float64Array(2) };
    const made = onDevices(network);
    await made.begin(parameters);
    const { reads } = made.costs();
    await made.network.read(silent);
    // The loss has a slope, so the transposed product of the upper layer reads its four devices.
    expect(made.costs().reads).toBe(reads + 4);
    expect(made.network.gradient).toEqual(new Float64Array(network.size));
    expect(made.network.loss[0]).toBeCloseTo(samples.targets[0] ** 2, 12);
  });
}); // prettier-ignore

describe('gradient descent on a crossbar', () => {
  it.each(signings.names)('follows the flow: the gap halves with the step (%s)', async (signed) => {
    for (const key of ['one', 'two']) {
      const { network, samples, parameters } = problem(2, layers, 20, key);
      const times = Array.from({ length: 10 }, (_, i) => (i + 1) * 0.4);
      const flow = new RungeKutta(new GradientFlow(new NetworkLoss(network, samples)), dormandPrince853);
      const there = parameters.slice();
      const seen: Float64Array[] = [];
      integrate(flow, there, { times, tolerance: 1e-11, attempts: 1e5 }, () => (seen.push(there.slice()), false));
      expect(seen).toHaveLength(times.length);
      const gaps = [];
      for (const rate of [0.02, 0.01, 0.005]) {
        const made = onDevices(network, { signed, range: 8 });
        await made.begin(parameters);
        const held = new Float64Array(network.size);
        let gap = 0;
        for (const wanted of seen) {
          for (let step = 0; step < Math.round(0.4 / rate); step++) {
            await made.network.read(samples);
            await made.network.descend(rate);
          }
          made.held(held);
          gap = Math.max(gap, Math.hypot(...held.map((value, i) => value - wanted[i])));
        }
        gaps.push(gap);
      }
      expect(gaps[0]).toBeGreaterThan(1e-4);
      for (const [i, gap] of gaps.slice(1).entries()) {
        expect(gap / gaps[i]).toBeGreaterThan(0.45);
        expect(gap / gaps[i]).toBeLessThan(0.55);
      }
    }
  });

  it('stops at the ends of the window', async () => {
    const { network, samples } = problem(1, [{ width: 1, bias: false }], 4);
    const made = onDevices(network, { range: 1 });
    await made.begin(Float64Array.of(0.5));
    const far = { ...samples, targets: samples.inputs.map((x) => 3 * x) };
    for (let step = 0; step < 200; step++) {
      await made.network.read(far);
      await made.network.descend(0.1);
    }
    const held = new Float64Array(1);
    made.held(held);
    expect(held[0]).toBeCloseTo(1, 12);
  });

  it('gives the same numbers on boards that answer later', async () => {
    const { network, samples, parameters } = problem(2, layers, 3);
    const ends = [];
    for (const slow of [false, true]) {
      const boards = network.layers.map(({ rowLength, width }) => {
        const size = 2 * rowLength * width;
        const bank = new IdealBank(new Float64Array(size).fill(1e-5), new Float64Array(size).fill(3e-5));
        const board = new SimulatedBoard(bank, 2 * width);
        const crossbar = new ExactCrossbar(slow ? later(board) : board, bank.conductance);
        return { bank, crossbar };
      });
      const open = boards.map(({ crossbar }) => ({
        multiply: crossbar.multiply.bind(crossbar),
        apply: crossbar.program.bind(crossbar),
      }));
      const made = new CrossbarNetwork(network, open, { signing: signings.get('pair'), range: 4 });
      for (const [l, { crossbar }] of boards.entries()) {
        const wanted = new Float64Array(crossbar.weight.length);
        made.weights[l].fillDevices(parameters, wanted);
        const batch = new UpdateBatch(wanted.length);
        for (const [d, weight] of wanted.entries()) batch.add(d, weight);
        await crossbar.program(batch);
      }
      for (let step = 0; step < 3; step++) {
        await made.read(samples);
        await made.descend(0.1);
      }
      ends.push([made.gradient.slice(), made.loss[0], ...boards.map(({ bank }) => bank.conductance)]);
    }
    expect(ends[1]).toEqual(ends[0]);
  });

  it('refuses another number of schemes than of layers', () => {
    const { network } = problem(2, layers, 1);
    expect(() => new CrossbarNetwork(network, [], { signing: signings.get('pair'), range: 1 })).toThrow(
      'got 0 schemes: expected one for each of 2 layers',
    );
  });
}); // prettier-ignore

describe('a network on devices', () => {
  it.each(Object.keys(schemes))('starts where it is told, and goes down (%s)', async (scheme) => {
    const { network, samples, parameters } = problem(2, layers, 16);
    const start = parameters.map((value) => value / 2);
    const objective = new NetworkLoss(network, samples);
    const made = onDevices(network, { bank: 'mean', noise: 'none', scheme, range: 3, pulses: 'linear' });
    await made.begin(start);
    const held = new Float64Array(network.size);
    made.held(held);
    // Two devices of a pair, each within 0.005 of the window, or a bent one within a pulse.
    for (const [i, value] of held.entries()) expect(Math.abs(value - start[i])).toBeLessThan(0.2);
    const before = objective.value(held);
    for (let step = 0; step < 150; step++) {
      await made.network.read(samples);
      await made.network.descend(0.1);
      made.rest();
    }
    made.held(held);
    expect(objective.value(held)).toBeLessThan(0.9 * before);
  });

  it('counts every read of a step, forward and backward', async () => {
    const { network, samples, parameters } = problem(2, layers, 4);
    const made = onDevices(network, { bank: 'linear', noise: 'none' });
    await made.begin(parameters);
    const before = made.costs();
    await made.network.read(samples);
    // 3 × 6 devices forward; 4 × 2 forward, 3 × 2 backward: the bias takes no slope.
    expect(made.costs().reads - before.reads).toBe(4 * (18 + 8 + 6));
    await made.network.descend(0.1);
    const asked = made.network.updates.reduce((sum, { count }) => sum + count, 0);
    const pulses = made.network.updates.flatMap(({ pulses, count }) => [...pulses.subarray(0, count)]);
    const after = made.costs();
    expect(after.reads - before.reads).toBe(4 * 32 + asked);
    expect(after.set + after.reset - before.set - before.reset).toBe(pulses.reduce((sum, n) => sum + Math.abs(n), 0));
    expect(after.joules!).toBeGreaterThan(before.joules!);
  });

  it('gives every layer devices and random numbers of its own, which depend on the seed', async () => {
    const { network, samples, parameters } = problem(2, layers, 4);
    const read = async (seed: number) => {
      const made = onDevices(network, { bank: 'mean', noise: { read: 'fitted' } }, seed);
      await made.begin(parameters);
      await made.network.read(samples);
      return made.network.gradient.slice();
    };
    const [one, again, other] = [await read(0), await read(0), await read(1)];
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });

  it('has a gradient whose mean over reads is exact, and whose error is that of the reads', async () => {
    const { network, samples, parameters } = problem(3, [{ width: 1 }], 1);
    const made = onDevices(network, { bank: 'linear', noise: { read: { white: 0.01 } }, range: 4 });
    await made.begin(parameters);
    const held = new Float64Array(network.size);
    made.held(held);
    const exact = new NetworkLoss(network, samples).outputs(held)[0] - samples.targets[0];
    const n = 4000;
    const errors = new Float64Array(n);
    for (let k = 0; k < n; k++) {
      await made.network.read(samples);
      // The bias has an input of one, so its slope is twice the error of the output.
      errors[k] = made.network.gradient[3] / 2 - exact;
    }
    const mean = errors.reduce((sum, error) => sum + error) / n;
    const spread = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / n);
    const inputs = [...samples.inputs, 1];
    const law = 4 * 0.01 * Math.sqrt(2 * inputs.reduce((sum, x) => sum + x * x, 0));
    expect(Math.abs(mean)).toBeLessThan((4 * law) / Math.sqrt(n));
    expect(Math.abs(spread / law - 1)).toBeLessThan(0.06);
  });
}); // prettier-ignore
