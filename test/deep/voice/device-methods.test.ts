import { beforeAll, describe, expect, it } from 'vitest';
import type { VoiceCondition } from '../../../src/experiment/networks/voice-conditions.js';
import { detectorMethod, type DetectorGroup } from '../../../src/runs/voice/detector-methods.js';
import { deviceMethods, type DeviceMethod } from '../../../src/runs/voice/device-methods.js';
import type { VoiceSets } from '../../../src/runs/voice/read-corpus.js';
import { judgeMethods } from '../../../src/runs/voice/test-voice.js';
import { trainVoice } from '../../../src/runs/voice/train-voice.js';
import { defaultSettings, networkOf } from '../../../src/voice/detector/detector.js';
import { defaultTraining } from '../../../src/voice/detector/train-detector.js';
import { smallSets } from '../../voice/small-corpus.js';

const conditions: VoiceCondition[] = [
  { name: 'exact', choices: { bank: 'ideal', signed: 'one-sided' } },
  { name: 'spread', choices: { bank: 'ideal', signed: 'one-sided', spread: 0.1 } },
  { name: 'measured', choices: { bank: 'cycles', noise: 'read', signed: 'pair' } },
  { name: 'learned', choices: { bank: 'cycles', noise: 'read', signed: 'pair' }, learn: { epochs: 1, rate: 0.005 } },
]; // prettier-ignore
const built = new URL('../../../dist/src/runs/voice/device-methods.js', import.meta.url).href;

let sets: VoiceSets;
let group: DetectorGroup;
let methods: DeviceMethod[];
beforeAll(async () => {
  const { train, validation, judged } = smallSets();
  sets = { train: train.slice(0, 3), validation: validation.slice(0, 3), judged: judged.slice(0, 4) };
  const trainings = [1, 2].map((seed) => ({ ...defaultTraining, seed, epochs: 3, after: 2 }));
  const { results } = await trainVoice({ train, validation }, { ...defaultSettings, neurons: [8] }, trainings, 'made voices', { workers: 1 });
  group = { name: 'pruned', detectors: results.filter(({ pruned }) => pruned === 0.85).map(({ detector }) => detector) };
  methods = await deviceMethods({ file: 'almond8', conditions }, group, sets, { workers: 1 });
}, 60_000); // prettier-ignore

const errorOf = (seeds: DeviceMethod['seeds']) =>
  judgeMethods([{ name: '', seeds }], sets.judged)[0].errors.all;

describe('a detector on devices', () => {
  it('that are exact decides as it does without them', () => {
    const own = detectorMethod(group, sets.judged);
    const [exact] = methods;
    for (const [s, { scores }] of exact.seeds.entries())
      for (const [c, clip] of scores.entries()) {
        const apart = clip.filter((score, t) => Math.abs(score - own.seeds[s].scores[c][t]) > 1e-3).length;
        expect(apart / clip.length).toBeLessThan(0.05);
      }
    expect(exact.events! / own.events!).toBeGreaterThan(0.95);
    expect(exact.events! / own.events!).toBeLessThan(1.05);
  });

  it('has one score a frame, and a threshold of its own for each seed and condition', () => {
    expect(methods.map(({ name }) => name)).toEqual(conditions.map(({ name }) => `${name} (pruned)`));
    for (const { seeds } of methods) {
      expect(seeds.length).toBe(2);
      for (const { scores, threshold } of seeds) {
        expect(scores.map(({ length }) => length)).toEqual(sets.judged.map(({ labels }) => labels.length));
        expect(scores.every((clip) => clip.every((score) => score >= 0 && score <= 1))).toBe(true);
        expect(threshold > 0 && threshold < 1).toBe(true);
      }
    }
    // Devices of seeds differ, and so do errors with and without spread.
    const [exact, spread] = methods;
    expect(spread.seeds[0].scores).not.toEqual(exact.seeds[0].scores);
  });

  it('counts what the test took: steps, events, energies, and pulses of writing and learning', () => {
    const frames = sets.judged.reduce((sum, { labels }) => sum + labels.length, 0);
    for (const { costs } of methods) {
      expect(costs.steps).toBe(frames);
      expect(costs.prunedJoules).toBeLessThan(costs.deviceJoules);
      expect(costs.comparatorJoules).toBeLessThan(costs.converterJoules);
      expect(costs.deviceJoules).toBeGreaterThan(0);
    }
    const [, , measured, learned] = methods;
    expect(measured.pulses).toBeGreaterThan(0);
    expect(learned.pulses).toBeGreaterThan(measured.pulses);
  });

  it('learns in place: fewer errors than where weights are only written', () => {
    const [, , measured, learned] = methods;
    expect(errorOf(learned.seeds)).toBeLessThan(errorOf(measured.seeds));
  });

  it('is read by an ADC whose range holds the one row of each band', async () => {
    const choices = { bank: 'mean', noise: 'none', signed: 'pair', array: { adc: { bits: 8 } } } as const;
    const { inputs } = networkOf(group.detectors[0].settings);
    const wide = { ...choices, drivenInputs: inputs };
    const some = { train: [], validation: sets.validation.slice(0, 1), judged: sets.judged.slice(0, 1) };
    const one = { name: group.name, detectors: group.detectors.slice(0, 1) };
    const read = await deviceMethods({ file: 'almond8', conditions: [{ name: 'bands', choices }, { name: 'all', choices: wide }] }, one, some, { workers: 1 });
    for (const { costs } of read) expect([costs.clipped, costs.conversions > 0]).toEqual([0, true]);
    // Devices are written to half a step of the range, which is several times as wide for all inputs.
    expect(read[0].writtenOff).toBeLessThan(read[1].writtenOff / 2);
  });

  it('is the same with one thread and with two', async () => {
    const threaded = (await import(built)) as { deviceMethods: typeof deviceMethods };
    const plain = (clip: VoiceSets['train'][number]) => ({ ...clip, sound: () => { throw new Error('no sound is asked for'); } });
    const some = { train: [], validation: sets.validation.slice(0, 2).map(plain), judged: sets.judged.slice(0, 1).map(plain) };
    const [two, one] = [2, 1].map((workers) => threaded.deviceMethods({ file: 'almond8', conditions: conditions.slice(2, 3) }, group, some, { workers }));
    expect(await two).toEqual(await one);
  });

  it('is refused where there is nothing to learn from', async () => {
    const refusal = deviceMethods({ file: 'almond8', conditions }, group, { ...sets, train: [] }, { workers: 1 });
    await expect(refusal).rejects.toThrow(/no clips of the set "train": expected some in clips\.csv$/);
  });
}); // prettier-ignore
