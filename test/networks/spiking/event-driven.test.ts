import { describe, expect, it } from 'vitest';
import { EventDriven } from '../../../src/networks/spiking/event-driven.js';
import { SpikingNetwork, type SpikingSettings } from '../../../src/networks/spiking/spiking-network.js';
import { SpikingPass } from '../../../src/networks/spiking/spiking-pass.js';
import { drawSpiking } from '../../../src/networks/spiking/training/draw-spiking.js';
import { randomTrains } from './random-trains.js';

const FRAMES = 10_000;

/** Both forms over the same trains: what differs is a sentence. */
function compared(settings: SpikingSettings, pruned: (i: number) => boolean = () => false) {
  const network = new SpikingNetwork(settings);
  const trains = randomTrains('events', FRAMES, network.inputs, 0.2);
  const parameters = drawSpiking(network, 1, network.inputs / 5).map((weight, i) => (pruned(i) ? 0 : weight));
  const pass = new SpikingPass(network);
  pass.forward(parameters, trains);
  const events = new EventDriven(network, parameters);
  const outputs = new Float64Array(FRAMES * network.output.width);
  const differing: string[] = [];
  for (let t = 0; t < FRAMES; t++) {
    events.step(trains.row, trains.start[t], trains.start[t + 1]);
    outputs.set(events.outputs, t * network.output.width);
    for (const [l, { row, start }] of pass.layers.entries())
      if (events.fired(l).join() !== row.subarray(start[t], start[t + 1]).join())
        differing.push(`step ${t}, layer ${l}`);
  }
  return { network, trains, parameters, pass, events, outputs, differing };
}

describe('the event-driven form of a spiking network', () => {
  it.each<[string, SpikingSettings, ((i: number) => boolean)?]>([
    ['one layer', { inputs: 30, layers: [24] }],
    ['pruned weights', { inputs: 30, layers: [24] }, (i) => i % 7 > 0],
    ['three layers and two outputs', { inputs: 20, layers: [17, 12, 9], outputs: 2, leak: 0.95 }],
    ['no recurrence and no bias', { inputs: 20, layers: [16, 8], recurrent: false, bias: false }],
    ['no leak', { inputs: 20, layers: [16], leak: 1, outputLeak: 1 }],
  ])('has the spikes and outputs of the recurrent form: %s', (_, settings, pruned) => {
    const { pass, events, outputs, differing } = compared(settings, pruned);
    expect(differing).toEqual([]);
    expect(outputs).toEqual(pass.outputs);
    expect([...events.spikes]).toEqual(pass.layers.map(({ start }) => start[FRAMES]));
    for (const spikes of events.spikes) expect(spikes).toBeGreaterThan(FRAMES / 10);
  });

  it('counts the weights that spikes meet', () => {
    const { network, trains, parameters, pass, events } = compared(
      { inputs: 20, layers: [16, 8], outputs: 2 },
      (i) => i % 5 === 0,
    );
    const met = (first: number, width: number, rows: Uint16Array) =>
      [...rows].reduce((sum, r) => {
        const weights = parameters.subarray(first + r * width, first + (r + 1) * width);
        return sum + weights.filter((weight) => weight !== 0).length;
      }, 0);
    const all = [trains, ...pass.layers];
    const expected = [...network.layers, network.output].map(({ first, width, inputs }, l) => {
      const below = met(first, width, all[l].row.subarray(0, all[l].start[FRAMES]));
      // Spikes of the last step have met no recurrent weight yet.
      const own = l < 2 ? all[l + 1].row.subarray(0, all[l + 1].start[FRAMES - 1]) : new Uint16Array();
      return below + met(first + inputs * width, width, own);
    });
    expect([...events.events]).toEqual(expected);
    expect(events.steps).toBe(FRAMES);
  });

  it('starts anew after a reset', () => {
    const { trains, events, outputs } = compared({ inputs: 20, layers: [16] });
    events.reset();
    expect([...events.events, ...events.spikes, events.steps]).toEqual([0, 0, 0, 0]);
    events.step(trains.row, trains.start[0], trains.start[1]);
    expect(events.outputs[0]).toBe(outputs[0]);
  });

  it('refuses parameters of another network', () => {
    const network = new SpikingNetwork({ inputs: 2, layers: [2] });
    expect(() => new EventDriven(network, new Float64Array(3))).toThrow(
      `got 3 parameters of a spiking network: expected ${network.size}`,
    );
  });
});
