import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VoiceClip } from '../../../src/runs/voice/read-corpus.js';
import { judgeMethods, type VoiceMethod } from '../../../src/runs/voice/test-voice.js';
import { framesOf } from '../../../src/voice/features/frame-stream.js';

const FRAMES = 20;
const silent = { sampleRate: 8000, samples: new Float32Array(300) };

/** Clips with speech in their second half. */
function clip(set: VoiceClip['set'], speaker: string, snr?: number): VoiceClip {
  const labels = Uint8Array.from({ length: FRAMES }, (_, t) => Number(t >= FRAMES / 2));
  const sound = () => silent;
  return { file: 'a.wav', set, speaker, noise: 'car', ...(snr !== undefined && { snr }), speech: [], frames: framesOf(silent), labels, sound };
} // prettier-ignore

/** Scores that miss some frames of speech and give some false alarms in each clip. */
function seed(clips: readonly VoiceClip[], missed: (c: number) => number, alarms: (c: number) => number) {
  const scores = clips.map((_, c) =>
    Float32Array.from({ length: FRAMES }, (__, t) => {
      const k = t % (FRAMES / 2);
      return t >= FRAMES / 2 ? Number(k >= missed(c)) : Number(k < alarms(c));
    }),
  );
  return { scores, threshold: 0.5 };
}

const clips = [15, 0, -10, 10, 5, -5, 15, 0].map((snr, c) =>
  clip(c < 6 ? 'test' : 'unheard', ['ann', 'bob'][c % 2], snr),
);
const zero = () => 0;
const flat = (missed: number, alarms: number) => seed(clips, () => missed, () => alarms); // prettier-ignore

describe('methods, judged', () => {
  it('err as the mean of their seeds, and intervals hold the values', () => {
    const errors = fc.array(fc.tuple(fc.nat(10), fc.nat(10)), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(errors, { minLength: 2, maxLength: 4 }), (each) => {
        const seeds = each.map((own) => seed(clips, (c) => own[c % 6][0], (c) => own[c % 6][1]));
        const [judged, other] = judgeMethods([{ name: 'a', seeds }, { name: 'b', seeds: [seeds[0]] }], clips);
        const truth = each.map((own) => own.reduce((sum, [missed, alarms]) => sum + missed + alarms, 0) / 120);
        for (const [s, error] of judged.seeds.entries()) expect(error).toBeCloseTo(truth[s], 12);
        const mean = truth.reduce((sum, one) => sum + one) / truth.length;
        expect(judged.errors.all).toBeCloseTo(mean, 12);
        expect(judged.all.value).toBeCloseTo(mean, 12);
        expect(other.firstLess!.value).toBeCloseTo(mean - truth[0], 12);
        for (const { low, value, high } of [judged.all, other.firstLess!, judged.unheard!.all]) {
          expect(low).toBeLessThanOrEqual(value + 1e-12);
          expect(high).toBeGreaterThanOrEqual(value - 1e-12);
        }
      }),
      { numRuns: 10 },
    );
  });

  it('tell the first from the others by the sign of the difference', () => {
    const methods: VoiceMethod[] = [
      { name: 'first', seeds: [flat(2, 2)], events: 7, spikes: 3 },
      { name: 'worse', seeds: [flat(4, 4)] },
      { name: 'better', seeds: [flat(0, 1)] },
      { name: 'same', seeds: [flat(2, 2), flat(2, 2)] },
    ];
    const [first, worse, better, same] = judgeMethods(methods, clips);
    expect(first.firstLess).toBe(undefined);
    expect([first.events, first.spikes, worse.events]).toEqual([7, 3, undefined]);
    expect(worse.firstLess!.value).toBeCloseTo(-0.2, 12);
    expect(worse.firstLess!.high).toBeLessThan(0);
    expect(better.firstLess!.low).toBeGreaterThan(0);
    expect(same.firstLess).toEqual({ value: 0, low: 0, high: 0 });
  });

  it('are told apart by noise, set and speaker', () => {
    // More noise, more missed; the unheard speakers' clips are all false alarms.
    const missed = [0, 4, 8, 2, 5, 10, 0, 0];
    const own = seed(clips, (c) => missed[c], (c) => (c < 6 ? 0 : 10)); // prettier-ignore
    const [{ errors, unheard, speakers }] = judgeMethods([{ name: 'a', seeds: [own] }], clips);
    expect(errors.low).toBeCloseTo(0.05, 12);
    expect(errors.medium).toBeCloseTo(0.225, 12);
    expect(errors.high).toBeCloseTo(0.45, 12);
    expect(unheard!.errors.all).toBeCloseTo(0.5, 12);
    expect(Object.keys(speakers)).toEqual(['ann', 'bob']);
    expect(speakers['ann']).toBeCloseTo((0 + 8 + 5 + 0 + 10) / 80, 12);
    expect(speakers['bob']).toBeCloseTo((4 + 2 + 10 + 0 + 10) / 80, 12);
  });

  it('depend on the threshold of each seed', () => {
    const { scores } = flat(0, 0);
    const [{ seeds, errors, all, speakers }] = judgeMethods(
      [{ name: 'a', seeds: [0.5, 1, -1].map((threshold) => ({ scores, threshold })) }],
      clips,
    );
    expect(seeds).toEqual([0, 0.5, 0.5]);
    for (const error of [errors.all, all.value, speakers['ann']]) expect(error).toBeCloseTo(1 / 3, 12);
  });

  it('have numbers without unheard speakers, without ratios, and with clips of silence alone', () => {
    const silence = { ...clip('test', 'ann'), labels: new Uint8Array(FRAMES) };
    const few = [clip('test', 'ann'), silence, { ...silence }];
    const own = seed(few, zero, zero);
    const [one, two] = judgeMethods([{ name: 'a', seeds: [own] }, { name: 'b', seeds: [own] }], few); // prettier-ignore
    expect('unheard' in one).toBe(false);
    const values = [one.all, two.all, two.firstLess!].flatMap(({ value, low, high }) => [value, low, high]);
    // What would be speech in the last half is a false alarm in the clips of silence.
    expect(values.every(Number.isFinite)).toBe(true);
    expect(one.errors.all).toBeCloseTo(20 / 50 / 2, 12);
    expect([one.errors.low, one.errors.medium, one.errors.high]).toEqual([NaN, NaN, NaN]);
  });
}); // prettier-ignore
