import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventScores } from '../../../src/voice/detector/event-scores.js';
import { smoothedScores } from '../../../src/voice/detector/smoothed-scores.js';
import { framesOf } from '../../../src/voice/features/frame-stream.js';
import { burstSound, loudDetector } from './loud-detector.js';

describe('smoothed scores', () => {
  it('are means of probabilities, brought back by the delay; the last one stands for those that are missing', () => {
    const outputs = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(outputs, fc.nat(50), fc.nat(6), (values, delay, half) => {
        const scores = smoothedScores(values, { delay, smoothing: 2 * half + 1 });
        const chances = values.map(
          (_, t) => 1 / (1 + Math.exp(-values[Math.min(t + delay, values.length - 1)])),
        );
        expect(scores.length).toBe(values.length);
        for (let t = 0; t < values.length; t++) {
          const near = chances.slice(Math.max(0, t - half), t + half + 1);
          expect(scores[t]).toBeCloseTo(near.reduce((sum, chance) => sum + chance, 0) / near.length, 5);
        }
      }),
    );
  });
});

describe('scores by events', () => {
  it('of a clip do not depend on the clips before it, and counts add up', () => {
    const detector = loudDetector({ leak: 0.9, outputLeak: 0.8 });
    const [one, two] = [burstSound(1, [[0.2, 0.9]]), burstSound(0.7, [[0.1, 0.3]])].map((sound) => framesOf(sound));
    const activity = { frames: 0, spikes: 0, events: 0 };
    const [, after] = eventScores(detector, [one, two], activity);
    const own = { frames: 0, spikes: 0, events: 0 };
    const [alone] = eventScores(detector, [two], own);
    expect(after).toEqual(alone);
    eventScores(detector, [one], own);
    expect(own).toEqual(activity);
    expect(activity.frames).toBe(one.count + two.count);
    expect(activity.spikes).toBeGreaterThan(0);
  });
}); // prettier-ignore
