import { describe, expect, it } from 'vitest';
import { EventDriven } from '../../../src/networks/spiking/event-driven.js';
import { SpikingNetwork, type SpikingSettings } from '../../../src/networks/spiking/spiking-network.js';
import { SpikingPass } from '../../../src/networks/spiking/spiking-pass.js';
import { drawSpiking } from '../../../src/networks/spiking/training/draw-spiking.js';
import { randomTrains } from './random-trains.js';

const FRAMES = 10_000;
const STEPS = 500;

/** Both forms over the same trains. The spikes of each are [layer][spike], as step × 2¹⁶ + neuron. */
function compared(settings: SpikingSettings, pruned: (i: number) => boolean = () => false, steps = FRAMES) {
  const network = new SpikingNetwork(settings);
  const trains = randomTrains('events', steps, network.inputs, 0.2);
  const parameters = drawSpiking(network, 1, network.inputs / 5).map((weight, i) => (pruned(i) ? 0 : weight));
  const pass = new SpikingPass(network);
  pass.forward(parameters, trains);
  const events = new EventDriven(network, parameters);
  const outputs = new Float64Array(steps * network.output.width);
  const recurrentSpikes = pass.layers.map((): number[] => []);
  const eventSpikes = pass.layers.map((): number[] => []);
  for (let t = 0; t < steps; t++) {
    events.step(trains.row, trains.start[t], trains.start[t + 1]);
    outputs.set(events.outputs, t * network.output.width);
    for (const [l, { row, start }] of pass.layers.entries()) {
      for (let k = start[t]; k < start[t + 1]; k++) recurrentSpikes[l].push(t * 65_536 + row[k]);
      for (const neuron of events.fired(l)) eventSpikes[l].push(t * 65_536 + neuron);
    }
  }
  return { network, trains, parameters, pass, events, outputs, recurrentSpikes, eventSpikes };
}

/** The first place in which two columns differ. */
function differenceOf(a: ArrayLike<number>, b: ArrayLike<number>): number | undefined {
  for (let i = 0; i < Math.max(a.length, b.length); i++) if (a[i] !== b[i]) return i;
  return undefined;
}

describe('the event-driven form of a spiking network', () => {
  it.each<[string, SpikingSettings, ((i: number) => boolean)?]>([
    ['one layer', { inputs: 30, layers: [24] }],
    ['pruned weights', { inputs: 30, layers: [24] }, (i) => i % 7 > 0],
    ['three layers and two outputs', { inputs: 20, layers: [17, 12, 9], outputs: 2, leak: 0.95 }],
    ['no recurrence and no bias', { inputs: 20, layers: [16, 8], recurrent: false, bias: false }],
    ['no leak', { inputs: 20, layers: [16], leak: 1, outputLeak: 1 }],
  ])('has the spikes and outputs of the recurrent form: %s', (_, settings, pruned) => {
    const { pass, events, outputs, recurrentSpikes, eventSpikes } = compared(settings, pruned);
    for (const [l, spikes] of eventSpikes.entries())
      expect(differenceOf(spikes, recurrentSpikes[l])).toBeUndefined();
    expect(differenceOf(outputs, pass.outputs)).toBeUndefined();
    expect([...events.spikes]).toEqual(pass.layers.map(({ start }) => start[FRAMES]));
    for (const spikes of events.spikes) expect(spikes).toBeGreaterThan(FRAMES / 10);
  });

  it('counts the weights that spikes meet', () => {
    const { network, trains, parameters, pass, events } = compared(
      { inputs: 20, layers: [16, 8], outputs: 2 },
      (i) => i % 5 === 0,
      STEPS,
    );
    const met = (first: number, width: number, rows: Uint16Array) =>
      [...rows].reduce((sum, r) => {
        const weights = parameters.subarray(first + r * width, first + (r + 1) * width);
        return sum + weights.filter((weight) => weight !== 0).length;
      }, 0);
    const all = [trains, ...pass.layers];
    const expected = [...network.layers, network.output].map(({ first, width, inputs }, l) => {
      const below = met(first, width, all[l].row.subarray(0, all[l].start[STEPS]));
      // Spikes of the last step have met no recurrent weight yet.
      const own = l < 2 ? all[l + 1].row.subarray(0, all[l + 1].start[STEPS - 1]) : new Uint16Array();
      return below + met(first + inputs * width, width, own);
    });
    expect([...events.events]).toEqual(expected);
    expect(events.steps).toBe(STEPS);
  });

  it('starts anew from rest, and counts anew after a reset', () => {
    const { trains, events, outputs } = compared({ inputs: 20, layers: [16] }, undefined, STEPS);
    const met = events.events[0];
    events.rest();
    for (let t = 0; t < STEPS; t++) {
      events.step(trains.row, trains.start[t], trains.start[t + 1]);
      expect(events.outputs[0]).toBe(outputs[t]);
    }
    expect([events.events[0], events.steps]).toEqual([2 * met, 2 * STEPS]);
    events.reset();
    expect([...events.events, ...events.spikes, events.steps, ...events.outputs]).toEqual([0, 0, 0, 0, 0]);
  });

  it('refuses parameters of another network', () => {
    const network = new SpikingNetwork({ inputs: 2, layers: [2] });
    expect(() => new EventDriven(network, new Float64Array(3))).toThrow(
      `got 3 parameters of a spiking network: expected ${network.size}`,
    );
  });
});
