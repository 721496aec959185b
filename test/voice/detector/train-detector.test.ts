import { describe, expect, it } from 'vitest';
import { EventDriven } from '../../../src/networks/spiking/event-driven.js';
import { SpikingPass } from '../../../src/networks/spiking/spiking-pass.js';
import { defaultSettings, networkOf } from '../../../src/voice/detector/detector.js';
import { balanced, defaultTraining, trainDetector } from '../../../src/voice/detector/train-detector.js';
import { voiceData } from '../../../src/voice/detector/voice-data.js';
import { binCode, binEdges } from '../../../src/voice/features/bins.js';
import { smallSets } from '../small-corpus.js';

const settings = { ...defaultSettings, neurons: [12, 6] };
const training = { ...defaultTraining, seed: 1, epochs: 2, after: 1, prune: [0.5, 0.8] };

function parts() {
  const { train, judged } = smallSets();
  const edges = binEdges(train.map(({ frames }) => frames), settings.bins); // prettier-ignore
  return {
    network: networkOf(settings),
    edges,
    train,
    judged,
    data: voiceData(train, edges, settings.delay),
  };
}

describe('data for the training of a detector', () => {
  it.each([0, 1, 5, 400])('asks for each label %i frames late, within its clip', (delay) => {
    const { train, edges } = parts();
    const { targets, clips, trains } = voiceData(train, edges, delay);
    expect(clips.length).toBe(train.length + 1);
    expect(clips.at(-1)).toBe(trains.steps);
    for (const [c, { labels }] of train.entries())
      for (let t = 0; t < labels.length; t++)
        if (targets[clips[c] + t] !== (t < delay ? 0 : labels[t - delay]))
          expect.fail(`clip ${c}, frame ${t}: ${targets[clips[c] + t]}`);
  });

  it('has the spikes of each clip in its place', () => {
    const { train, edges, data } = parts();
    const { trains, clips } = data;
    const differs = (a: ArrayLike<number>, b: ArrayLike<number>) =>
      a.length !== b.length || Array.from(a).some((value, i) => value !== b[i]);
    for (const [c, { frames }] of train.entries()) {
      const own = binCode(frames, edges);
      const from = trains.start[clips[c]];
      expect(differs(trains.row.slice(from, trains.start[clips[c + 1]]), own.row)).toBe(false);
      expect(
        differs(
          trains.start.slice(clips[c], clips[c + 1] + 1).map((place) => place - from),
          own.start,
        ),
      ).toBe(false);
    }
  });

  it('weighs speech and pauses alike', () => {
    const weights = balanced(Uint8Array.of(1, 0, 0, 0));
    expect([...weights]).toEqual([2, 2 / 3, 2 / 3, 2 / 3]);
    expect([...balanced(Uint8Array.of(0, 0))]).toEqual([0.5, 0.5]);
  });
});

describe('the training of a detector', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    const { network, data } = parts();
    const once = trainDetector(network, data, training);
    expect(trainDetector(network, data, training)).toEqual(once);
    const other = trainDetector(network, data, { ...training, seed: 2 });
    expect(other.networks[0].parameters).not.toEqual(once.networks[0].parameters);
  });

  it('prunes the shares that it was asked for, step by step, and lowers the loss', () => {
    const { network, data } = parts();
    const { networks, epochs } = trainDetector(network, data, { ...training, activity: { level: 1, strength: 0 } });
    expect(networks.map(({ pruned }) => pruned)).toEqual([0, 0.5, 0.8]);
    expect(epochs.map(({ pruned, epoch }) => [pruned, epoch])).toEqual([[0, 1], [0, 2], [0.5, 1], [0.8, 1]]); // prettier-ignore
    const { first } = network.output;
    for (const [n, { pruned, parameters }] of networks.entries()) {
      const zeros = parameters.subarray(0, first).filter((weight) => weight === 0).length;
      expect(zeros / first).toBeCloseTo(pruned, 2);
      // What was pruned stays pruned.
      const before = networks[n - 1]?.parameters.subarray(0, first) ?? [];
      expect(before.every((weight, i) => weight !== 0 || parameters[i] === 0)).toBe(true);
    }
    expect(epochs[1].loss).toBeLessThan(epochs[0].loss);
    expect(epochs[3].loss).toBeLessThan(Math.LN2);
  });

  it('gives networks whose recurrent and event-driven forms spike alike on all frames', () => {
    const { network, data, edges, train, judged } = parts();
    const { networks } = trainDetector(network, data, training);
    const { trains, clips } = voiceData([...train, ...judged], edges, settings.delay);
    const pass = new SpikingPass(network);
    for (const { parameters } of networks) {
      const events = new EventDriven(network, parameters);
      let spikes = 0;
      for (let c = 0; c + 1 < clips.length; c++) {
        pass.forward(parameters, trains, clips[c], clips[c + 1]);
        spikes += pass.spikes;
        events.rest();
        for (let t = clips[c]; t < clips[c + 1]; t++) {
          events.step(trains.row, trains.start[t], trains.start[t + 1]);
          const step = t - clips[c];
          for (const [l, { row, start }] of pass.layers.entries())
            if (String(row.slice(start[step], start[step + 1])) !== String(Array.from(events.fired(l)))) expect.fail(`spikes of frame ${t}`);
          if (pass.outputs[step] !== events.outputs[0]) expect.fail(`output of frame ${t}`);
        }
      }
      expect(events.steps).toBe(trains.steps);
      expect(spikes).toBeGreaterThan(1000);
      expect(events.spikes.reduce((sum, count) => sum + count)).toBe(spikes);
    }
    expect(networks.length * trains.steps).toBeGreaterThan(10_000);
  });
}); // prettier-ignore
