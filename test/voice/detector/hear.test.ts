import { describe, expect, it } from 'vitest';
import { decisionDelay, hear } from '../../../src/voice/detector/hear.js';
import { framesOf } from '../../../src/voice/features/frame-stream.js';
import { soundLevels } from '../../../src/voice/features/sound-levels.js';
import { burstSound, loudDetector } from './loud-detector.js';

const BURSTS: [number, number][] = [
  [0.5, 0.8],
  [1.2, 1.3],
];

describe('a detector that listens', () => {
  it.each([8000, 16_000])('finds bursts to two frames at %i Hz', (sampleRate) => {
    const { segments, seconds, score } = hear(loudDetector(), burstSound(2, BURSTS, sampleRate));
    expect(seconds).toBe(2);
    expect(score.length).toBe(198);
    expect(segments.length).toBe(2);
    for (const [i, { from, to }] of segments.entries()) {
      expect(Math.abs(from - BURSTS[i][0])).toBeLessThan(0.02);
      expect(Math.abs(to - BURSTS[i][1])).toBeLessThan(0.02);
    }
  });

  it('counts each spike that meets a weight other than zero', () => {
    const sound = burstSound(2, BURSTS);
    const { activity, isSpeech } = hear(loudDetector(), sound);
    const spikes = isSpeech.reduce((sum, one) => sum + one, 0);
    const loud = framesOf(sound).values.filter((value) => value >= 6).length;
    expect(activity).toEqual({ frames: 198, spikes, events: loud + spikes });
    expect(spikes).toBeGreaterThan(30);
  });

  it('brings decisions back by its delay', () => {
    const sound = burstSound(2, BURSTS);
    const segmentsWith = (delay: number) => hear(loudDetector({ delay }), sound).segments;
    const moved = segmentsWith(0).map(({ from, to }) => ({ from: from - 0.03, to: to - 0.03 }));
    for (const [i, { from, to }] of segmentsWith(3).entries()) {
      expect(from).toBeCloseTo(moved[i].from, 9);
      expect(to).toBeCloseTo(moved[i].to, 9);
    }
  });

  it('has no scores of a sound that is shorter than a frame', () => {
    const { score, segments, activity } = hear(loudDetector(), burstSound(0.02, []));
    expect([score.length, segments.length, activity.frames]).toEqual([0, 0, 0]);
  });

  it('waits for the samples that a decision depends on, and for no more', () => {
    const { settings } = loudDetector({ delay: 5, smoothing: 11 });
    expect(decisionDelay(settings)).toBeCloseTo(0.125, 12);
    const detector = loudDetector({ delay: 5, smoothing: 11 });
    const sound = burstSound(2, BURSTS);
    const scoreOf = (upTo: number) => {
      const samples = sound.samples.map((sample, i) => (i < upTo * sound.sampleRate ? sample : 0));
      return hear(detector, { ...sound, samples }).score[40];
    };
    const begin = 0.4;
    expect(scoreOf(begin + decisionDelay(settings))).toBe(scoreOf(2));
    expect(scoreOf(begin + decisionDelay(settings) - 0.024)).not.toBe(scoreOf(2));
  });
});

describe('levels of a sound', () => {
  it('are highest in the band of a tone, at 8 and 16 kHz', () => {
    for (const sampleRate of [8000, 16_000]) {
      const samples = Float32Array.from({ length: sampleRate }, (_, i) => Math.sin((2 * Math.PI * 1500 * i) / sampleRate));
      const { values, bands, hertz, count } = soundLevels({ sampleRate, samples });
      expect([bands, count, hertz.length]).toEqual([32, 98, 32]);
      const frame = values.slice(50 * bands, 51 * bands);
      const loudest = frame.indexOf(Math.max(...frame));
      const nearest = hertz.map((middle) => Math.abs(middle - 1500));
      expect(loudest).toBe(nearest.indexOf(Math.min(...nearest)));
    }
  });
}); // prettier-ignore
