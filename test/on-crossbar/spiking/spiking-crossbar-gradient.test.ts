import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventDriven } from '../../../src/networks/spiking/event-driven.js';
import { lastSquare, logisticLoss } from '../../../src/networks/spiking/sequence-loss.js';
import { spikeTrainsOf } from '../../../src/networks/spiking/spike-trains.js';
import { SpikingGradient } from '../../../src/networks/spiking/spiking-gradient.js';
import { SpikingNetwork } from '../../../src/networks/spiking/spiking-network.js';
import { surrogates } from '../../../src/networks/spiking/surrogates/surrogates.js';
import { trainSpiking } from '../../../src/networks/spiking/training/train-spiking.js';
import { adamSteps, plainSteps } from '../../../src/on-crossbar/spiking/host-steps.js';
import { SpikingCrossbarGradient } from '../../../src/on-crossbar/spiking/spiking-crossbar-gradient.js';
import { spikingSignings } from '../../../src/on-crossbar/spiking/spiking-signings.js';
import { trainSpikingCrossbar } from '../../../src/on-crossbar/spiking/train-spiking-crossbar.js';
import { oracle } from '../../networks/oracle.js';
import { onDevices, spikingProblem } from './spiking-on-devices.js';
import { errorsOf, twoGroups } from './two-groups.js';

const nets = fc.record({
  inputs: fc.integer({ min: 1, max: 6 }),
  layers: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }),
  outputs: fc.integer({ min: 1, max: 3 }),
  recurrent: fc.boolean(),
  bias: fc.boolean(),
});

describe('the gradient through time on a crossbar', () => {
  it('is that of its weights in exact memories, by transposed reads or known weights, over some steps or all', async () => {
    const choices = fc.record({
      signed: fc.constantFrom(...spikingSignings.names),
      surrogate: fc.constantFrom(...surrogates.names),
      transposed: fc.boolean(),
      strength: fc.constantFrom(0, 3),
      from: fc.nat(4),
      key: fc.string(),
    });
    await fc.assert(
      fc.asyncProperty(nets, choices, async (settings, { signed, surrogate: name, transposed, strength, from, key }) => {
        const { network, parameters, trains } = spikingProblem(settings, 12, key);
        const common = { surrogate: surrogates.get(name), activity: { level: 0.1, strength } };
        const targets = Float64Array.from({ length: 12 * network.output.width }, (_, i) => i % 2);
        const loss = logisticLoss(targets, undefined, network.output.width);
        const made = onDevices(network, parameters, { signed });
        await made.begin(parameters);
        const read = new SpikingCrossbarGradient(made.network, loss, { ...common, ...(!transposed && { known: parameters }) });
        const exact = new Float64Array(network.size);
        const expected = new SpikingGradient(network, loss, common);
        let value = expected.add(parameters, exact, trains);
        fc.pre(expected.pass.layers.every(({ membranes }) => membranes.every((v) => Math.abs(v - 1) > 1e-12)));
        value += expected.add(parameters, exact, trains, from, 9);
        await read.add(trains);
        await read.add(trains, from, 9);
        expect(read.steps[0]).toBe(12 + 9 - from);
        expect(Math.abs(read.loss[0] - value)).toBeLessThan(1e-12 * (1 + value));
        const largest = Math.max(1, ...exact.map(Math.abs));
        for (const [i, slope] of read.gradient.entries()) expect(Math.abs(slope - exact[i])).toBeLessThan(1e-12 * largest);
      }),
      { numRuns: 60 },
    );
  });

  it('reads each driven row once forward, and the rows of slopes that are asked for once backward', async () => {
    const { network, parameters, trains } = spikingProblem({ inputs: 6, layers: [4], bias: false }, 5);
    const made = onDevices(network, parameters);
    await made.begin(parameters);
    const { reads } = made.costs();
    const gradient = new SpikingCrossbarGradient(made.network, lastSquare([3]));
    await gradient.add(trains);
    const { rows } = made.events();
    const driven = made.network.layers.map(({ driven }) => driven.reduce((sum, count) => sum + count, 0));
    expect(rows).toBe(driven[0] + driven[1]);
    // In each of five steps, 4 rows of 2 devices behind the output, and 4 rows of 8 devices behind the own spikes; not those of the inputs.
    expect(made.costs().reads - reads).toBe(driven[0] * 8 + driven[1] * 2 + 5 * (4 * 2 + 4 * 8));
    gradient.clear();
    expect([gradient.loss[0], gradient.steps[0], Math.max(...gradient.gradient)]).toEqual([0, 0, 0]);
  });

  it('refuses steps that are not there, and trains of other inputs', async () => {
    const { network, parameters, trains } = spikingProblem({ inputs: 3, layers: [2] }, 4);
    const made = onDevices(network, parameters);
    await made.begin(parameters);
    const gradient = new SpikingCrossbarGradient(made.network, lastSquare([0]));
    await expect(gradient.add(trains, 2, 5)).rejects.toThrow('got the sequence of steps 2 to 5: expected at least one step within 0 to 4');
    const other = { steps: 1, start: Uint32Array.of(0, 1), row: Uint16Array.of(3) };
    await expect(gradient.add(other)).rejects.toThrow('got a spike of input 3 in step 0');
    await expect(made.network.answer(other, new Float64Array(1))).rejects.toThrow('expected inputs below 3');
  });
}); // prettier-ignore

interface Lif {
  readonly alpha: number;
  readonly beta: number;
  /** a row for each neuron */
  readonly W: readonly (readonly number[])[];
  readonly R: readonly (readonly number[])[];
  readonly V: readonly number[];
  readonly X: readonly (readonly number[])[];
  readonly target: number;
  readonly loss: number;
  readonly gradW: Lif['W'];
  readonly gradR: Lif['R'];
  readonly gradV: Lif['V'];
}

const lif = oracle<{ lif: Lif }>('hardware_training.json')?.lif;

describe.skipIf(!lif)('independent numbers (needs ../shared/oracle/networks)', () => {
  it.each(spikingSignings.names)('agree with loss and gradient from reads (%s)', async (signed) => {
    const { alpha, beta, W, R, V, X, target, loss, gradW, gradR, gradV } = lif!;
    const network = new SpikingNetwork({ inputs: 3, layers: [5], leak: alpha, outputLeak: beta, bias: false });
    const column = (...[w, r, v]: [Lif['W'], Lif['R'], Lif['V']]) =>
      Float64Array.from([...[w, r].flatMap((matrix) => matrix[0].flatMap((_, i) => matrix.map((row) => row[i]))), ...v]);
    const parameters = column(W, R, V);
    const made = onDevices(network, parameters, { signed });
    await made.begin(parameters);
    const gradient = new SpikingCrossbarGradient(made.network, lastSquare([target]));
    await gradient.add(spikeTrainsOf(X.map((row) => row.flatMap((on, i) => (on ? [i] : [])))));
    expect(gradient.loss[0]).toBeCloseTo(loss, 12);
    for (const [i, slope] of column(gradW, gradR, gradV).entries())
      expect(Math.abs(gradient.gradient[i] - slope), `parameter ${i}`).toBeLessThan(1e-12);
  });
}); // prettier-ignore

describe('training in place', () => {
  it('is training of the host in exact memories', async () => {
    const { network, trains, sequences, loss, parameters } = twoGroups(30, 'train');
    const exact = parameters.slice();
    const settings = { seed: 3, epochs: 2, batch: 5 };
    trainSpiking(new SpikingGradient(network, loss), exact, trains, sequences, { ...settings, rate: 0.01 });
    const made = onDevices(network, parameters, { range: 8 });
    await made.begin(parameters);
    const losses: number[] = [];
    await trainSpikingCrossbar(new SpikingCrossbarGradient(made.network, loss), trains, sequences, {
      ...settings,
      steps: adamSteps(0.01),
      watch: (_, mean) => losses.push(mean),
    });
    const held = new Float64Array(network.size);
    made.held(held);
    for (const [i, weight] of held.entries()) expect(Math.abs(weight - exact[i])).toBeLessThan(1e-9);
    expect(losses[1]).toBeLessThan(losses[0]);
  });

  it('leaves pruned weights alone, and lets time pass after each batch', async () => {
    const { network, trains, sequences, loss, parameters } = twoGroups(6, 'train');
    const mask = Uint8Array.from(parameters, (_, i) => i % 2);
    const pruned = parameters.map((weight, i) => weight * mask[i]);
    const made = onDevices(network, pruned);
    await made.begin(pruned);
    let rests = 0;
    const steps = plainSteps(0.1, 0.9);
    await trainSpikingCrossbar(new SpikingCrossbarGradient(made.network, loss), trains, sequences, {
      seed: 1, epochs: 3, batch: 2, steps, mask, rest: () => rests++,
    });
    expect(rests).toBe(9);
    const held = new Float64Array(network.size);
    made.held(held);
    expect(held.every((weight, i) => mask[i] === 1 || Math.abs(weight) < 1e-14)).toBe(true);
    expect(held.some((weight, i) => Math.abs(weight - pruned[i]) > 0.01)).toBe(true);
    const gradient = new SpikingCrossbarGradient(made.network, loss);
    await expect(trainSpikingCrossbar(gradient, trains, [], { seed: 1, epochs: 1, steps })).rejects.toThrow('got 0 sequences');
  });

  it('learns on measured devices with read noise', async () => {
    const task = twoGroups(80, 'train');
    const test = twoGroups(200, 'test');
    const made = onDevices(task.network, task.parameters, { bank: 'cycles', noise: 'read', pulses: 'stochastic', range: 2 });
    await made.begin(task.parameters);
    // Untrained weights guess; 200 sequences know a share of a half to 0.035.
    expect(errorsOf(made.network, test)).toBeGreaterThan(0.35);
    const gradient = new SpikingCrossbarGradient(made.network, task.loss);
    await trainSpikingCrossbar(gradient, task.trains, task.sequences, { seed: 1, epochs: 6, batch: 8, steps: adamSteps(0.02) });
    expect(errorsOf(made.network, test)).toBeLessThan(0.1);
  });
}); // prettier-ignore

describe('a trained network in exact memories', () => {
  it('has the spikes of the event-driven form, and its events', async () => {
    const { network, trains, sequences, loss, parameters } = twoGroups(60, 'train');
    trainSpiking(new SpikingGradient(network, loss), parameters, trains, sequences, { seed: 1, epochs: 3 });
    const made = onDevices(network, parameters, { signed: 'one-sided' });
    await made.begin(parameters);
    const events = new EventDriven(network, parameters);
    for (let t = 0; t < trains.steps; t++) {
      void made.network.step(trains.row, trains.start[t], trains.start[t + 1]);
      events.step(trains.row, trains.start[t], trains.start[t + 1]);
      const spikes = [...made.network.membranes[0].entries()].flatMap(([j, v]) => (v > 1 ? [j] : []));
      expect(spikes).toEqual([...events.fired(0)]);
    }
    expect(events.spikes[0]).toBeGreaterThan(100);
    expect(made.events().events).toBe(events.events[0] + events.events[1]);
  });
}); // prettier-ignore
