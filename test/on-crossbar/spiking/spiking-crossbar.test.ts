import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdealBank } from '../../../devices/ideal.js';
import { SimulatedBoard } from '../../../drivers/boards/simulated-board.js';
import { RandomStream } from '../../../src/core/random-stream.js';
import { ExactCrossbar } from '../../../src/crossbar/exact-crossbar.js';
import type { SpikeTrains } from '../../../src/networks/spiking/spike-trains.js';
import { crossbarUse } from '../../../src/networks/spiking/pruning/crossbar-use.js';
import { SpikingNetwork } from '../../../src/networks/spiking/spiking-network.js';
import { keptLines } from '../../../src/networks/spiking/pruning/kept-lines.js';
import { SpikingCrossbar } from '../../../src/on-crossbar/spiking/spiking-crossbar.js';
import { spikingSignings } from '../../../src/on-crossbar/spiking/spiking-signings.js';
import type { UpdateScheme } from '../../../src/schemes/update-scheme.js';
import { UpdateBatch } from '../../../src/core/update-batch.js';
import { later } from '../../drivers/later.js';
import { onDevices, randomTrains, spikingProblem } from './spiking-on-devices.js';

const nets = fc.record({
  inputs: fc.integer({ min: 1, max: 6 }),
  layers: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }),
  outputs: fc.integer({ min: 1, max: 3 }),
  recurrent: fc.boolean(),
  bias: fc.boolean(),
  leak: fc.double({ min: 0, max: 1, noNaN: true }),
});

/** The equations of `SpikingNetwork`, written down once more with dense matrices: outputs of all steps, and how near a membrane came to one. */
function dense(network: SpikingNetwork, parameters: Float64Array, { steps, start, row }: SpikeTrains) {
  const { layers, output, leak, outputLeak, recurrent, bias } = network;
  const membranes = layers.map(({ width }) => new Float64Array(width));
  const outputs = new Float64Array(output.width);
  const seen = new Float64Array(steps * output.width);
  const spikes: number[][] = [];
  let nearest = Infinity;
  const weigh = (layer: typeof output, inputs: readonly number[], j: number) =>
    inputs.reduce((sum, x, r) => sum + x * parameters[layer.first + r * layer.width + j], 0);
  for (let t = 0; t < steps; t++) {
    let below: number[] = Array.from({ length: network.inputs }, (_, i) => +row.slice(start[t], start[t + 1]).includes(i));
    const all: number[] = [];
    for (const [l, layer] of layers.entries()) {
      const own = [...membranes[l]].map((v) => +(v > 1));
      for (let j = 0; j < layer.width; j++) {
        const v = leak * membranes[l][j] * (1 - own[j]) + weigh(layer, recurrent ? [...below, ...own] : below, j);
        membranes[l][j] = v;
        nearest = Math.min(nearest, Math.abs(v - 1));
      }
      below = [...membranes[l]].map((v) => +(v > 1));
      all.push(...below);
    }
    for (let o = 0; o < output.width; o++)
      outputs[o] = outputLeak * outputs[o] + weigh(output, bias ? [...below, 1] : below, o);
    seen.set(outputs, t * output.width);
    spikes.push(all);
  }
  return { outputs: seen, spikes, nearest };
} // prettier-ignore

/** Spikes of all neurons on devices, step by step. */
function spikesOf(made: SpikingCrossbar, trains: SpikeTrains): number[][] {
  made.rest();
  return Array.from({ length: trains.steps }, (_, t) => {
    expect(made.step(trains.row, trains.start[t], trains.start[t + 1])).toBeUndefined();
    return made.membranes.flatMap((membrane) => [...membrane].map((v) => +(v > 1)));
  });
}

describe('a spiking network in exact memories', () => {
  it('has the spikes and the outputs of its equations', async () => {
    await fc.assert(
      fc.asyncProperty(nets, fc.constantFrom(...spikingSignings.names), fc.string(), async (settings, signed, key) => {
        const { network, parameters, trains } = spikingProblem(settings, 25, key);
        const made = onDevices(network, parameters, { signed });
        await made.begin(parameters);
        const expected = dense(network, parameters, trains);
        fc.pre(expected.nearest > 1e-12);
        expect(spikesOf(made.network, trains)).toEqual(expected.spikes);
        const outputs = new Float64Array(expected.outputs.length);
        await made.network.answer(trains, outputs);
        for (const [i, output] of outputs.entries()) expect(Math.abs(output - expected.outputs[i])).toBeLessThan(1e-12);
      }),
      { numRuns: 60 },
    );
  });

  it.each(spikingSignings.names)('holds what was written (%s)', async (signed) => {
    const { network, parameters } = spikingProblem({ inputs: 4, layers: [3, 2] }, 1);
    const made = onDevices(network, parameters, { signed });
    await made.begin(parameters);
    const held = new Float64Array(network.size);
    made.held(held);
    for (const [i, value] of held.entries()) expect(Math.abs(value - parameters[i])).toBeLessThan(1e-14);
  });

  it.each(['pair', 'one-sided'])('holds it as well where each row has one voltage and windows differ (%s)', async (signed) => {
    const { network, parameters, trains } = spikingProblem({ inputs: 5, layers: [6] }, 20);
    // Windows are up to three times as wide as others, so the range has room.
    const made = onDevices(network, parameters, { signed, range: 12, bank: 'mean', noise: 'none', array: { encoding: 'shared' } });
    await made.begin(parameters);
    const held = new Float64Array(network.size);
    made.held(held);
    for (const [i, value] of held.entries()) expect(Math.abs(value - parameters[i])).toBeLessThan(12 * 0.03);
    const expected = dense(network, held, trains);
    expect(expected.nearest).toBeGreaterThan(1e-9);
    expect(spikesOf(made.network, trains)).toEqual(expected.spikes);
  });

  it('moves by the wanted change, and by half of it where a device of a one-sided pair cannot go down', async () => {
    const { network, parameters } = spikingProblem({ inputs: 3, layers: [4] }, 1);
    const change = parameters.map((_, i) => (i % 2 ? 0.01 : -0.01));
    for (const signed of spikingSignings.names) {
      const made = onDevices(network, parameters, { signed });
      await made.begin(parameters);
      await made.network.descend(change);
      const held = new Float64Array(network.size);
      made.held(held);
      for (const [i, value] of held.entries()) {
        const grows = parameters[i] * change[i] > 0;
        const share = signed === 'one-sided' && grows ? 0.5 : 1;
        if (Math.abs(parameters[i]) > 0.02)
          expect(Math.abs(value - parameters[i] - share * change[i])).toBeLessThan(1e-12);
      }
    }
  });

  it('is off by the spread of its devices, once and for all', async () => {
    const { network, parameters } = spikingProblem({ inputs: 30, layers: [20] }, 1);
    const parts = [0.01, 0.1].map(async (spread) => {
      const made = onDevices(network, parameters, { spread, range: 10 });
      await made.begin(parameters);
      const held = new Float64Array(network.size);
      made.held(held);
      return Math.hypot(...held.map((value, i) => value - parameters[i])) / Math.sqrt(held.length);
    });
    const [small, large] = await Promise.all(parts);
    // Two devices a weight, of range 10 each; 1041 weights know a standard deviation to 2 %.
    expect(Math.abs(small / (0.01 * 10 * Math.SQRT2) - 1)).toBeLessThan(0.1);
    expect(Math.abs(large / small - 10)).toBeLessThan(0.1);
  });
}); // prettier-ignore

describe('a spiking network on boards that answer later', () => {
  it('gives the same numbers', async () => {
    const { network, parameters, trains } = spikingProblem({ inputs: 3, layers: [4, 3] }, 6);
    const answers = [];
    for (const slow of [false, true]) {
      const schemes = [...network.layers, network.output].map(({ rows, width }): UpdateScheme => {
        const bank = new IdealBank(new Float64Array(rows * width * 2).fill(1e-6), new Float64Array(rows * width * 2).fill(2e-6));
        const board = new SimulatedBoard(bank, width * 2);
        const crossbar = new ExactCrossbar(slow ? later(board) : board, bank.conductance);
        return { multiply: (batch) => crossbar.multiply(batch), apply: (batch: UpdateBatch) => crossbar.program(batch) };
      });
      const made = new SpikingCrossbar(network, schemes, { signing: spikingSignings.get('pair'), range: 4 });
      await made.descend(parameters);
      const outputs = new Float64Array(trains.steps);
      await made.answer(trains, outputs);
      answers.push(outputs);
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(Math.max(...answers[0])).toBeGreaterThan(0);
  });
}); // prettier-ignore

describe('lines that are kept', () => {
  it('answer like all of them, and drive fewer rows', async () => {
    await fc.assert(
      fc.asyncProperty(nets, fc.string(), fc.double({ min: 0.5, max: 0.95, noNaN: true }), async (settings, key, pruned) => {
        const { network, parameters, trains } = spikingProblem(settings, 20, key);
        const random = new RandomStream(`${key} pruned`);
        for (let i = 0; i < parameters.length; i++) if (random.uniform() < pruned) parameters[i] = 0;
        const lines = keptLines(network, parameters);
        const [all, some] = await Promise.all([undefined, lines].map(async (kept) => {
          const made = onDevices(network, parameters);
          await made.begin(parameters, kept);
          const outputs = new Float64Array(trains.steps * network.output.width);
          await made.network.answer(trains, outputs);
          return { outputs, events: made.events() };
        }));
        for (const [i, output] of some.outputs.entries()) expect(Math.abs(output - all.outputs[i])).toBeLessThan(1e-12);
        expect(some.events.devices).toBe(2 * crossbarUse(network, parameters).cells);
        expect(some.events.rows).toBeLessThanOrEqual(all.events.rows);
        expect(some.events.deviceJoules).toBeLessThanOrEqual(all.events.deviceJoules);
      }),
      { numRuns: 40 },
    );
  });

  it('count from zero after a reset', async () => {
    const { network, parameters, trains } = spikingProblem({ inputs: 3, layers: [2] }, 5);
    const made = onDevices(network, parameters);
    await made.begin(parameters);
    const first = new Float64Array(5);
    await made.network.answer(trains, first);
    expect(made.events().deviceJoules).toBeGreaterThan(0);
    made.network.reset();
    expect(made.events()).toMatchObject({ steps: 0, rows: 0, events: 0, deviceJoules: 0, conversions: 0 });
    const again = new Float64Array(5);
    await made.network.answer(trains, again);
    expect(again).toEqual(first);
  });

  it('leave out what no input reaches and no output hears', () => {
    const network = new SpikingNetwork({ inputs: 2, layers: [3], outputs: 1 });
    const parameters = new Float64Array(network.size);
    const [{ width }] = network.layers;
    // Input 0 to neuron 0, heard; input 1 to neuron 1, not heard; neuron 2 is heard and spikes for itself, but nothing reaches it.
    parameters[0] = 1;
    parameters[width + 1] = 1;
    parameters[(2 + 2) * width + 2] = 1;
    parameters[network.output.first] = 1;
    parameters[network.output.first + 2] = 1;
    const [layer, output] = keptLines(network, parameters);
    expect([[...layer.row], [...layer.column]]).toEqual([[1, 0, 0, 0, 0], [1, 0, 0]]);
    expect([[...output.row], [...output.column]]).toEqual([[1, 0, 0, 0], [1]]);
    // By way of neuron 0, neuron 1 is heard too.
    parameters[(2 + 1) * width] = -1;
    expect([...keptLines(network, parameters)[0].column]).toEqual([1, 1, 0]);
  });
}); // prettier-ignore

describe('what a spiking crossbar refuses', () => {
  it('says what it expected', async () => {
    const { network, parameters } = spikingProblem({ inputs: 2, layers: [2] }, 1);
    const signing = spikingSignings.get('pair');
    expect(() => new SpikingCrossbar(network, [], { signing, range: 1 })).toThrow(
      'got 0 schemes: expected one for each of 1 layers and one for the outputs',
    );
    expect(() => onDevices(network, parameters, { range: [1] })).toThrow(
      'got 1 ranges: expected one, or one for each of 1 layers and one for the outputs',
    );
    expect(() => onDevices(network, parameters, { range: -1 })).toThrow('got the range -1 of a layer');
    expect(() => onDevices(network, parameters, { spread: 2 })).toThrow('spread: got 2');
    expect(() => onDevices(network, parameters, { signed: 'pairs' })).toThrow('expected one of pair, reference, one-sided');
    expect(() => onDevices(network, parameters, { bank: 'men' })).toThrow('bank: got "men"');
    await expect(onDevices(network, parameters).begin(new Float64Array(3))).rejects.toThrow('got 3 parameters');
  });
}); // prettier-ignore

it('a driven row reads its devices alone', async () => {
  const { network, parameters } = spikingProblem(
    { inputs: 50, layers: [2], bias: false, recurrent: false },
    1,
  );
  const made = onDevices(network, parameters);
  await made.begin(parameters);
  const { reads } = made.costs();
  const trains = randomTrains(50, 1, 0.2, new RandomStream('few'));
  void made.network.step(trains.row, 0, trains.row.length);
  const spikes = made.network.membranes[0].filter((v) => v > 1).length;
  expect(made.costs().reads - reads).toBe(trains.row.length * 4 + spikes * 2);
});
